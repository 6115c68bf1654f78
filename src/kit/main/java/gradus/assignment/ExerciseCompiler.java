package gradus.assignment;

import gradus.exercise.Case;
import gradus.exercise.ExerciseData;
import gradus.exercise.ExerciseFile;
import gradus.exercise.Findings;
import gradus.exercise.KnownMistake;
import gradus.exercise.Mistake;
import gradus.exercise.Progress;
import gradus.exercise.Responses;
import gradus.exercise.Responses.Response;
import gradus.exercise.Values;
import gradus.notebook.Cell;
import gradus.notebook.Notebook;
import gradus.notebook.NotebookRunner;
import gradus.sandbox.Isolation;
import gradus.sandbox.Limits;
import gradus.sandbox.Outcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Makes of the exercises of a notebook, as an author writes them, what their checks need: the right
 * answers, by running the solution, and those of the usual mistakes, by making each of them. At the
 * same time it proves the checks.
 */
public final class ExerciseCompiler implements AutoCloseable {
  private static final long HIDDEN = 1001;
  private static final int FEWEST_VARIANTS = 4;

  /** What a mistake answers is compared to seven digits. */
  private static final MathContext DIGITS = new MathContext(10);

  private final ExerciseSources sources;
  private final Notebook notebook;
  private final Path folder;
  private final NotebookRunner runner;
  private final boolean withPairs;
  private final Map<String, Site> sites = new LinkedHashMap<>();
  private final List<ExerciseData> compiled = new ArrayList<>();
  private final List<ExerciseProof> proofs = new ArrayList<>();

  /** An exercise in its notebook: the code of its solution, and how it is called. */
  private record Site(
      ExerciseSource source, String solution, CheckCell check, Optional<Cell> cell) {}

  /**
   * A compiler for the exercises of one notebook.
   *
   * @param withPairs whether to make each two mistakes at once, too, which takes most of the time
   */
  public ExerciseCompiler(ExerciseSources sources, Path notebooks, boolean withPairs)
      throws IOException, InterruptedException {
    this.sources = sources;
    this.withPairs = withPairs;
    notebook = Notebook.read(notebooks.resolve(sources.path()));
    folder = Files.createTempDirectory("gradus-exercises");
    runner = new NotebookRunner(new Isolation.None(), Limits.OWN, folder);
  }

  /** Compiles all exercises, and proves each. */
  public List<ExerciseProof> compile() throws IOException, InterruptedException {
    boolean first = true;
    Optional<Cell> solution = Optional.empty();
    for (Cell cell : notebook.cells()) {
      Optional<CheckCell> check = CheckCell.in(cell);
      if (check.isPresent()) {
        compile(check.get(), solution);
      } else if (cell.isCode() && (first || Solved.isNeeded(cell))) {
        requireRun(cell.source(), "the cell " + cell);
        first = false;
      }
      solution = cell.isSolution() && cell.isCode() ? Optional.of(cell) : solution;
    }
    for (ExerciseSource source : sources.exercises()) {
      if (!sites.containsKey(source.id())) {
        throw new IllegalArgumentException(
            "%s has no cell check(\"%s\", …);".formatted(sources.path(), source.id()));
      }
    }
    return List.copyOf(proofs);
  }

  private void compile(CheckCell check, Optional<Cell> cell)
      throws IOException, InterruptedException {
    ExerciseSource source = sources.exercise(check.id());
    String solution =
        source
            .solution()
            .or(() -> cell.map(Cell::source))
            .orElseThrow(
                () -> new IllegalArgumentException(source.id() + " has no solution; write one"));
    Site site =
        new Site(source, solution, check, source.solution().isPresent() ? Optional.empty() : cell);
    sites.put(source.id(), site);
    if (!source.setup().isBlank()) {
      requireRun(source.setup(), source.id() + "'s setup");
    }
    requireRun(solution, source.id() + "'s solution");
    new One(site).compile();
    requireRun(solution, source.id() + "'s solution");
  }

  private void requireRun(String code, String what) throws IOException, InterruptedException {
    Outcome outcome = runner.run(Cell.code(code));
    if (!outcome.isClean()) {
      throw new IllegalArgumentException("%s fails: %s".formatted(what, outcome.hint()));
    }
  }

  /** The work on one exercise. */
  private final class One {
    private final Site site;
    private final ExerciseData data;
    private final List<Case> hidden;
    private final List<Values> inputs;
    private final List<String> problems = new ArrayList<>();
    private final Map<Variant, Responses> tries = new LinkedHashMap<>();
    private final List<KnownMistake> mistakes = new ArrayList<>();
    private ExerciseData visibleCases;
    private ExerciseData allCases;

    One(Site site) {
      this.site = site;
      data = site.source().data();
      hidden = site.source().hidden(HIDDEN);
      List<Values> all = new ArrayList<>(data.inputs());
      hidden.forEach(one -> all.add(one.given()));
      inputs = all;
      visibleCases = data;
      allCases = data;
    }

    /** The hidden inputs of a grading with this seed. */
    private String inputs(long seed) {
      return ExerciseFile.inputsToJson(
          site.source().hidden(seed).stream().map(Case::given).toList());
    }

    void compile() throws IOException, InterruptedException {
      if (data.points() > 0 && inputs(HIDDEN).equals(inputs(HIDDEN + 1))) {
        problems.add(
            "no hidden input is drawn, so a table of answers passes; describe one in words");
      }
      Responses right = responses(site.check().answers(inputs));
      List<Case> cases = new ArrayList<>();
      for (int i = 0; i < inputs.size(); i++) {
        Case one =
            i < data.cases().size() ? data.cases().get(i) : hidden.get(i - data.cases().size());
        Response response = right.cases().get(i);
        response.error().ifPresent(error -> problems.add("the solution throws " + error));
        cases.add(one.expecting(response.answer()));
      }
      allCases = data.withCases(cases);
      visibleCases = data.withCases(cases.subList(0, data.cases().size()));
      Findings findings = Findings.of(allCases, right);
      if (!findings.right()) {
        problems.add("the solution is not right: " + findings.likely());
      }
      int failed = variants();
      related();
      int pairs = withPairs ? pairs() : 0;
      ExerciseData exercise = visibleCases.with(visibleCases.cases(), mistakes);
      int named = named(exercise);
      compiled.add(exercise);
      requireStubToFail();
      String changed = careless();
      boolean robotFails = robotFails();
      if (!robotFails) {
        problems.add("a method that always returns the first answer passes; add other cases");
      }
      proofs.add(
          new ExerciseProof(
              data.id(),
              data.points(),
              findings.right(),
              site.source().variants().size(),
              failed,
              named,
              pairs,
              changed,
              robotFails,
              problems));
    }

    private Responses responses(String code) throws IOException, InterruptedException {
      Outcome outcome = runner.run(Cell.code(code));
      if (outcome.error().isPresent() || outcome.value().isEmpty()) {
        throw new IllegalArgumentException(
            "%s: the check cannot be run: %s".formatted(site.source().id(), outcome.hint()));
      }
      return ExerciseFile.responses(outcome.value().get());
    }

    /** Makes each mistake; the number of those that lose points. */
    private int variants() throws IOException, InterruptedException {
      List<Variant> variants = site.source().variants();
      if (variants.size() < FEWEST_VARIANTS) {
        problems.add(
            "%d wrong variants, expected at least %d".formatted(variants.size(), FEWEST_VARIANTS));
      }
      int failed = 0;
      for (Variant variant : variants) {
        Optional<Responses> wrong =
            variant.in(site.solution()).flatMap(code -> tried(code, variant));
        if (wrong.isEmpty()) {
          problems.add("\"%s\" does not occur once, or does not compile".formatted(variant.find()));
        } else if (Findings.of(allCases, wrong.get()).right()) {
          problems.add("%s => %s earns all points".formatted(variant.find(), variant.put()));
        } else {
          failed++;
          tries.put(variant, visible(wrong.get()));
          add(List.of(variant.mistake()), wrong.get());
        }
      }
      return failed;
    }

    private Optional<Responses> tried(String code, Object what) {
      try {
        Outcome outcome = runner.run(Cell.code(code));
        return outcome.error().isPresent()
            ? Optional.empty()
            : Optional.of(responses(site.check().answers(inputs)));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(String.valueOf(what), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }

    /** A mistake that shows in numbers of its own is remembered. */
    private boolean add(List<Mistake> made, Responses responses) {
      List<Response> seen = visible(responses).cases();
      if (Findings.of(visibleCases, visible(responses)).firstWrong().isEmpty()
          || (made.size() > 1 && isKnown(responses))) {
        return false;
      }
      mistakes.add(
          new KnownMistake(made, seen.stream().map(one -> rounded(one.answer())).toList()));
      return true;
    }

    private Responses visible(Responses responses) {
      return new Responses(responses.cases().subList(0, data.cases().size()), responses.faults());
    }

    /** Whether the numbers are those of a mistake that is known already. */
    private boolean isKnown(Responses responses) {
      List<Mistake> likely =
          Findings.of(visibleCases.with(visibleCases.cases(), mistakes), visible(responses))
              .likely();
      return mistakes.stream().anyMatch(known -> likely.containsAll(known.mistakes()));
    }

    private static Values rounded(Values values) {
      Values rounded = Values.none();
      for (String name : values.names()) {
        rounded = rounded.and(name, values.tensor(name).map(ExerciseCompiler::rounded));
      }
      return rounded;
    }

    /** Makes each pair of mistakes; the number of those with numbers of their own. */
    private int pairs() throws IOException, InterruptedException {
      List<Variant> variants = site.source().variants();
      int pairs = 0;
      for (int i = 0; i < variants.size(); i++) {
        for (int j = i + 1; j < variants.size(); j++) {
          Variant one = variants.get(i);
          Variant other = variants.get(j);
          Optional<Responses> wrong =
              one.in(site.solution()).flatMap(other::in).flatMap(code -> tried(code, other));
          if (wrong.isPresent() && add(List.of(one.mistake(), other.mistake()), wrong.get())) {
            pairs++;
          }
        }
      }
      return pairs;
    }

    /** The mistakes of exercises that ask the same in another way. */
    private void related() throws IOException, InterruptedException {
      String set = site.source().id().replaceFirst("/.*", "/");
      for (String id : site.source().related()) {
        Site other = sites.get(set + id);
        if (other == null) {
          problems.add("\"same mistakes as\" names %s, which does not come before".formatted(id));
          continue;
        }
        for (Variant variant : other.source().variants()) {
          Optional<String> code = variant.in(other.solution());
          if (code.isPresent() && runner.run(Cell.code(code.get())).error().isEmpty()) {
            Outcome outcome = runner.run(Cell.code(other.check().answers(inputs)));
            outcome
                .value()
                .filter(text -> outcome.error().isEmpty())
                .map(ExerciseFile::responses)
                .filter(responses -> !isKnown(responses))
                .ifPresent(responses -> add(List.of(variant.mistake()), responses));
          }
        }
        requireRun(other.solution(), other.source().id() + "'s solution");
      }
    }

    /** The number of variants that are named, and a problem for each that is not. */
    private int named(ExerciseData exercise) {
      int named = 0;
      for (Map.Entry<Variant, Responses> tried : tries.entrySet()) {
        Mistake mistake = tried.getKey().mistake();
        Findings findings = Findings.of(exercise, tried.getValue());
        boolean changesOnly = findings.firstWrong().isEmpty() && !findings.right();
        if (findings.likely().contains(mistake) || changesOnly) {
          named++;
        } else {
          problems.add(
              findings.right()
                  ? "\"%s\" shows only in hidden inputs; add a case that shows it"
                      .formatted(mistake.name())
                  : "\"%s\" is named as %s"
                      .formatted(
                          mistake.name(), findings.likely().stream().map(Mistake::name).toList()));
        }
      }
      return named;
    }

    /** What students receive in place of an assignment's solution earns nothing. */
    private void requireStubToFail() throws IOException, InterruptedException {
      if (site.cell().isPresent()) {
        Cell stub = Release.of(notebook.withCells(List.of(site.cell().get()))).cells().getFirst();
        requireRun(stub.source(), site.source().id() + "'s release");
        if (Findings.of(allCases, responses(site.check().answers(inputs))).right()) {
          problems.add("what is released passes");
        }
      }
    }

    /** How many arguments a careless method changes, and whether each is noticed. */
    private String careless() throws IOException, InterruptedException {
      requireRun(site.solution(), site.source().id() + "'s solution");
      Responses careless = responses(site.check().carelessAnswers(inputs));
      Set<String> changed = new java.util.LinkedHashSet<>();
      careless.cases().forEach(one -> changed.addAll(one.changed()));
      changed.removeAll(data.changes());
      String told = Findings.of(allCases, careless).likely().toString();
      long noticed = changed.stream().filter(name -> told.contains(name + " was changed")).count();
      if (noticed < changed.size()) {
        problems.add("a changed argument is not noticed");
      }
      return noticed + "/" + changed.size();
    }

    private boolean robotFails() {
      Values first = allCases.cases().getFirst().expected().orElseThrow();
      List<Response> same =
          IntStream.range(0, inputs.size())
              .mapToObj(i -> new Response(first, Set.of(), Optional.empty()))
              .toList();
      return !Findings.of(allCases, new Responses(same, Set.of())).right();
    }
  }

  private static double rounded(double number) {
    return Double.isFinite(number) ? new BigDecimal(number).round(DIGITS).doubleValue() : number;
  }

  /** The files that the checks need, by their paths below {@code gradus/exercise}. */
  public Map<Path, String> files() {
    Map<Path, String> files = new LinkedHashMap<>();
    files.put(Path.of(Progress.listOf(sources.notebook())), sources.index());
    compiled.forEach(
        exercise -> files.put(Path.of(exercise.id() + ".json"), ExerciseFile.toJson(exercise)));
    return files;
  }

  @Override
  public void close() throws IOException {
    runner.close();
    Files.delete(folder);
  }
}
