package gradus.assignment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The proof that the tests of a notebook test something.
 *
 * <p>The solution earns all points and says nothing on standard error. The release runs cell by
 * cell and earns none. Each known wrong answer loses points, and the hint names its mistake.
 *
 * @param exercises how many were proved
 * @param losses what the tests said to each wrong answer
 * @param problems what was found, a sentence each; empty if all is well
 */
public record AssignmentValidation(int exercises, List<Loss> losses, List<String> problems) {
  /** Fewer wrong answers say little of a test. */
  private static final int FEWEST_VARIANTS = 3;

  /**
   * What became of a wrong answer.
   *
   * @param exercise its id
   * @param variant what was put in place of what
   * @param hints of the tests that failed, the first being what a student reads first
   */
  public record Loss(String exercise, String variant, List<String> hints) {
    public Loss {
      hints = List.copyOf(hints);
    }
  }

  public AssignmentValidation {
    losses = List.copyOf(losses);
    problems = List.copyOf(problems);
  }

  /** Proves one notebook of an assignment, on this machine and without isolation. */
  static AssignmentValidation of(Notebook source) throws IOException, InterruptedException {
    List<String> problems = new ArrayList<>();
    Path folder = Files.createTempDirectory("gradus-proof");
    try (NotebookRunner run = new NotebookRunner(new Isolation.None(), Limits.DEFAULT, folder)) {
      proveSolution(source, run.all(source), problems);
      List<Loss> losses = new ArrayList<>();
      for (Exercise exercise : Exercise.in(source)) {
        losses.addAll(proveVariants(source, exercise, run, problems));
      }
      proveRelease(Release.of(source), folder, problems);
      return new AssignmentValidation(Exercise.in(source).size(), losses, problems);
    } finally {
      Files.delete(folder);
    }
  }

  private static void proveSolution(
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

  private static List<Loss> proveVariants(
      Notebook source, Exercise exercise, NotebookRunner run, List<String> problems)
      throws IOException, InterruptedException {
    Cell solution =
        source.cells().stream()
            .filter(cell -> cell.gradeId().equals(exercise.id()))
            .findFirst()
            .orElseThrow();
    List<Mutant> variants = Mutant.in(solution);
    if (variants.size() < FEWEST_VARIANTS) {
      problems.add(
          "\"%s\" has %d wrong variants, expected at least %d."
              .formatted(exercise.id(), variants.size(), FEWEST_VARIANTS));
    }
    List<Loss> losses = new ArrayList<>();
    for (Mutant variant : variants) {
      Outcome answer = run.run(variant.of(solution));
      if (answer.error().isPresent()) {
        problems.add(
            "\"%s\": the wrong variant %s does not compile: %s"
                .formatted(exercise.id(), variant, answer.message()));
        continue;
      }
      Loss loss = loss(exercise, variant, run);
      losses.add(loss);
      if (loss.hints().isEmpty()) {
        problems.add("\"%s\": %s earns all points.".formatted(exercise.id(), variant));
      } else if (!variant.isNamedBy(loss.hints().getFirst())) {
        problems.add(
            "\"%s\": the hint for %s does not say \"%s\" but: %s"
                .formatted(exercise.id(), variant, variant.mistake(), loss.hints().getFirst()));
      }
    }
    run.run(solution);
    return losses;
  }

  private static Loss loss(Exercise exercise, Mutant variant, NotebookRunner run)
      throws IOException, InterruptedException {
    List<String> hints = new ArrayList<>();
    for (Cell test : exercise.tests()) {
      Outcome outcome = run.run(test);
      if (outcome.earned(test.points()) < test.points()) {
        hints.add(outcome.hint());
      }
    }
    return new Loss(exercise.id(), variant.toString(), hints);
  }

  private static void proveRelease(Notebook release, Path folder, List<String> problems)
      throws IOException, InterruptedException {
    try (NotebookRunner run = new NotebookRunner(new Isolation.None(), Limits.DEFAULT, folder)) {
      Map<String, Outcome> outcomes = run.all(release);
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
