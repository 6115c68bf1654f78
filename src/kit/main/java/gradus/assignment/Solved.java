package gradus.assignment;

import gradus.exercise.Case;
import gradus.exercise.ExerciseData;
import gradus.exercise.ExerciseFile;
import gradus.exercise.Exercises;
import gradus.exercise.Findings;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A notebook's exercises with inputs drawn for one grading, and their right answers.
 *
 * <p>The answers come from the solutions, run in a kernel that sees no submission. A submission's
 * kernel gets the inputs and returns numbers; they are compared in the grader's own process, so
 * nothing that a submission declares, prints or forges earns a point.
 *
 * @param exercises by id
 */
public record Solved(Map<String, Drawn> exercises) {
  /** For a notebook without exercises. */
  public static final Solved NOTHING = new Solved(Map.of());

  /** How a check fails that finds no answer of its form. */
  private static final Set<String> CANNOT_CALL = Set.of("CompilationError", "UnresolvedReference");

  private static final Optional<String> NOT_DONE = Optional.of(Exercises.NOT_DONE);

  /**
   * An exercise with its right answers.
   *
   * @param all the visible cases, then the hidden ones
   * @param visible the number of the visible
   */
  record Drawn(ExerciseData all, int visible) {
    /** What is visible, with the usual mistakes if they were compiled for these inputs. */
    ExerciseData seen() {
      ExerciseData seen = all.withCases(all.cases().subList(0, visible));
      ExerciseData compiled = ExerciseFile.load(all.id());
      String inputs = ExerciseFile.inputsToJson(seen.inputs());
      return inputs.equals(ExerciseFile.inputsToJson(compiled.inputs())) ? compiled : seen;
    }
  }

  /** Runs the solutions of a source notebook. */
  static Solved of(Notebook source, ExerciseSources sources, long seed)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("gradus-solutions");
    Map<String, Drawn> exercises = new LinkedHashMap<>();
    try (var runner = new NotebookRunner(new Isolation.None(), Limits.OWN, folder)) {
      for (Cell cell : source.cells()) {
        Optional<CheckCell> check = CheckCell.in(cell);
        if (check.isPresent()) {
          ExerciseSource exercise = sources.exercise(check.get().id());
          exercises.put(exercise.id(), solved(exercise, check.get(), seed, runner));
        } else if (isNeeded(cell)) {
          runner.run(cell);
        }
      }
    } finally {
      Files.delete(folder);
    }
    return new Solved(exercises);
  }

  /** Whether a student's code may need what the cell declares. */
  static boolean isNeeded(Cell cell) {
    return cell.isCode()
        && !cell.gradeId().isEmpty()
        && !cell.isTest()
        && !cell.isTagged(NotebookRunner.EXPLORE);
  }

  private static Drawn solved(
      ExerciseSource source, CheckCell check, long seed, NotebookRunner runner)
      throws IOException, InterruptedException {
    List<Case> cases = new ArrayList<>(source.data().cases());
    cases.addAll(source.hidden(seed));
    // Of an open problem the notebook's solution is only a good one; the file has the truth.
    if (source.solution().isPresent()) {
      runner.run(Cell.code(source.solution().get()));
    }
    Outcome outcome = runner.run(Cell.code(check.answers(inputs(cases))));
    Responses right =
        ExerciseFile.responses(
            outcome
                .value()
                .filter(text -> outcome.error().isEmpty())
                .orElseThrow(
                    () ->
                        new IOException(
                            "the solution of %s fails: %s"
                                .formatted(source.id(), outcome.hint()))));
    List<Case> known = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      known.add(cases.get(i).expecting(right.cases().get(i).answer()));
    }
    return new Drawn(source.data().withCases(known), source.data().cases().size());
  }

  private static List<Values> inputs(List<Case> cases) {
    return cases.stream().map(Case::given).toList();
  }

  /** The notebook whose checks only compute. */
  public Notebook computing(Notebook submission) {
    return submission.withCells(submission.cells().stream().map(this::computing).toList());
  }

  private Cell computing(Cell cell) {
    Optional<CheckCell> check = CheckCell.in(cell).filter(found -> cell.isTest());
    Optional<Drawn> exercise = check.map(CheckCell::id).map(exercises::get);
    return exercise.isPresent()
        ? cell.withSource(
            check
                .orElseThrow()
                .submittedAnswers(exercise.get().all().inputs(), exercise.get().visible()))
        : cell;
  }

  /**
   * The outcome of a cell, of what the submission's process made of it.
   *
   * <p>Of that process's words nothing is passed on but types and lines of the answers.
   */
  public Outcome checked(Cell cell, Outcome computed) {
    if (exercises.isEmpty()) {
      return computed;
    }
    Optional<Drawn> exercise = CheckCell.in(cell).map(CheckCell::id).map(exercises::get);
    if (exercise.isEmpty()) {
      return computed.byType();
    }
    if (computed.error().isPresent()) { // what it prints, and where, is its own business
      return notComputed(computed.byType());
    }
    try {
      Responses responses =
          plain(ExerciseFile.responses(computed.value().orElse("")), exercise.get().all());
      return objection(exercise.get(), responses)
          .map(hint -> Outcome.failed(Outcome.WRONG_ANSWER, hint, false))
          .orElse(Outcome.PASSED);
    } catch (RuntimeException e) {
      return Outcome.failed(Outcome.WRONG_ANSWER, "The check received no numbers.", false);
    }
  }

  /** The text of a check that does not compile has hidden inputs in it, and is not quoted. */
  private static Outcome notComputed(Outcome computed) {
    boolean unfit =
        computed.error().filter(CANNOT_CALL::contains).isPresent() && !computed.kernelDied();
    return unfit
        ? Outcome.failed(
            Outcome.WRONG_ANSWER,
            "The check cannot call the answer; keep the names and the types that were released,"
                + " and see why its cell failed if it did.",
            false)
        : computed;
  }

  /** The responses without any text of the submission's. */
  private static Responses plain(Responses responses, ExerciseData exercise) {
    List<Response> cases = new ArrayList<>();
    for (int i = 0; i < responses.cases().size(); i++) {
      Response response = responses.cases().get(i);
      Set<String> changed = new LinkedHashSet<>(response.changed());
      changed.retainAll(exercise.cases().get(i).given().names());
      cases.add(
          new Response(
              response.answer(),
              changed,
              response
                  .error()
                  .map(error -> error.equals(Exercises.NOT_DONE) ? error : Outcome.known(error))));
    }
    return new Responses(cases, responses.faults());
  }

  /** What is wrong; of hidden inputs only that they differ, and in what. */
  private static Optional<String> objection(Drawn exercise, Responses responses) {
    if (responses.cases().stream().allMatch(one -> one.error().equals(NOT_DONE))) {
      return Optional.of("Not done yet.");
    }
    Findings all = Findings.of(exercise.all(), responses);
    if (all.right()) {
      return Optional.empty();
    }
    Findings shown =
        Findings.of(
            exercise.seen(),
            new Responses(responses.cases().subList(0, exercise.visible()), responses.faults()));
    return Optional.of(
        shown.right()
            ? "On hidden inputs: " + Exercises.explanation(withoutNumbers(all))
            : Exercises.explanation(shown));
  }

  /** What an answer returned or threw may be made of the numbers that it was given. */
  private static Findings withoutNumbers(Findings all) {
    return new Findings(
        all.exercise().withCases(all.exercise().cases().stream().map(Solved::unnumbered).toList()),
        all.firstWrong(),
        all.difference()
            .replaceFirst("(?s) is wrong: .*", " is wrong")
            .replaceFirst("(?s) has shape .*", " has another shape")
            .replaceFirst("(?s) threw .*", " threw an exception")
            .replaceFirst("(?s).* % of the labels are right.*", "too few of the labels are right"),
        all.likely());
  }

  /** A case without its single numbers, from which drawn pictures could be drawn again. */
  private static Case unnumbered(Case one) {
    Values shown = Values.none();
    for (String name : one.given().names()) {
      if (one.given().tensor(name).size() > 1) {
        shown = shown.and(name, one.given().tensor(name));
      }
    }
    return new Case(shown, one.note(), one.expected());
  }
}
