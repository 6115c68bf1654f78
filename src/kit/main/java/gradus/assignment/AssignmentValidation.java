package gradus.assignment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the tests of a notebook can tell right from wrong.
 *
 * <p>The solution must earn all points and print nothing on standard error. The release must run
 * cell by cell and earn none. Each known wrong answer must lose points, and the hint must name its
 * mistake.
 *
 * @param exercises the number of exercises
 * @param mutants how the tests answered each wrong answer
 * @param problems what was found, a sentence each; empty if all is well
 */
public record AssignmentValidation(
    int exercises, List<MutantResult> mutants, List<String> problems) {
  /** Fewer wrong answers say little of a test. */
  private static final int FEWEST_MUTANTS = 3;

  /**
   * How the tests answered a wrong answer.
   *
   * @param exercise the id of the exercise
   * @param mutant what was replaced by what
   * @param hints of the tests that failed; a student reads the first one first
   */
  public record MutantResult(String exercise, String mutant, List<String> hints) {
    public MutantResult {
      hints = List.copyOf(hints);
    }
  }

  public AssignmentValidation {
    mutants = List.copyOf(mutants);
    problems = List.copyOf(problems);
  }

  /** Validates one notebook of an assignment, on this machine and without isolation. */
  static AssignmentValidation of(Notebook source) throws IOException, InterruptedException {
    List<String> problems = new ArrayList<>();
    Path folder = Files.createTempDirectory("gradus-proof");
    try (NotebookRunner runner = new NotebookRunner(new Isolation.None(), Limits.DEFAULT, folder)) {
      validateSolution(source, runner.all(source), problems);
      List<MutantResult> results = new ArrayList<>();
      for (Exercise exercise : Exercise.in(source)) {
        results.addAll(validateMutants(source, exercise, runner, problems));
      }
      validateRelease(Release.of(source), folder, problems);
      return new AssignmentValidation(Exercise.in(source).size(), results, problems);
    } finally {
      Files.delete(folder);
    }
  }

  private static void validateSolution(
      Notebook source, Map<String, Outcome> outcomes, List<String> problems) {
    outcomes.forEach(
        (id, outcome) -> {
          if (!outcome.isClean()) {
            problems.add("The solution fails in \"%s\": %s".formatted(id, outcome.hint()));
          }
        });
    for (Exercise exercise : Exercise.in(source)) {
      double earned =
          exercise.tests().stream()
              .mapToDouble(
                  test ->
                      Optional.ofNullable(outcomes.get(test.gradeId()))
                          .map(outcome -> outcome.earned(test.points()))
                          .orElse(0.0))
              .sum();
      if (exercise.points() == 0 || earned != exercise.points()) {
        problems.add(
            "The solution of \"%s\" earns %s of %s points."
                .formatted(exercise.id(), earned, exercise.points()));
      }
    }
  }

  private static List<MutantResult> validateMutants(
      Notebook source, Exercise exercise, NotebookRunner runner, List<String> problems)
      throws IOException, InterruptedException {
    Cell solution =
        source.cells().stream()
            .filter(cell -> cell.gradeId().equals(exercise.id()))
            .findFirst()
            .orElseThrow();
    List<Mutant> mutants = Mutant.in(solution);
    if (mutants.size() < FEWEST_MUTANTS) {
      problems.add(
          "\"%s\" has %d wrong variants, expected at least %d."
              .formatted(exercise.id(), mutants.size(), FEWEST_MUTANTS));
    }
    List<MutantResult> results = new ArrayList<>();
    for (Mutant mutant : mutants) {
      Outcome answer = runner.run(mutant.of(solution));
      if (answer.error().isPresent()) {
        problems.add(
            "\"%s\": the wrong variant %s does not compile: %s"
                .formatted(exercise.id(), mutant, answer.message()));
        continue;
      }
      MutantResult result = result(exercise, mutant, runner);
      results.add(result);
      if (result.hints().isEmpty()) {
        problems.add("\"%s\": %s earns all points.".formatted(exercise.id(), mutant));
      } else if (!mutant.isNamedBy(result.hints().getFirst())) {
        problems.add(
            "\"%s\": the hint for %s does not say \"%s\" but: %s"
                .formatted(exercise.id(), mutant, mutant.mistake(), result.hints().getFirst()));
      }
    }
    runner.run(solution);
    return results;
  }

  private static MutantResult result(Exercise exercise, Mutant mutant, NotebookRunner runner)
      throws IOException, InterruptedException {
    List<String> hints = new ArrayList<>();
    for (Cell test : exercise.tests()) {
      Outcome outcome = runner.run(test);
      if (outcome.earned(test.points()) < test.points()) {
        hints.add(outcome.hint());
      }
    }
    return new MutantResult(exercise.id(), mutant.toString(), hints);
  }

  private static void validateRelease(Notebook release, Path folder, List<String> problems)
      throws IOException, InterruptedException {
    try (NotebookRunner runner = new NotebookRunner(new Isolation.None(), Limits.DEFAULT, folder)) {
      Map<String, Outcome> outcomes = runner.all(release);
      for (Cell cell : release.cells()) {
        Outcome outcome = outcomes.get(cell.gradeId());
        if (outcome == null) {
          continue;
        }
        if (cell.isTest() && outcome.earned(cell.points()) > 0) {
          problems.add("\"%s\" gives points for nothing.".formatted(cell.gradeId()));
        }
        if (!cell.isTest() && !outcome.isClean()) {
          problems.add(
              "The release does not run in \"%s\": %s".formatted(cell.gradeId(), outcome.hint()));
        }
      }
    }
  }
}
