package gradus.assignment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The proof that the tests of a notebook test something.
 *
 * <p>The solution earns all points and says nothing on standard error. The release runs cell by
 * cell and earns none. Each known wrong answer loses points, and the hint names its mistake.
 *
 * @param exercises how many were proved
 * @param variants how many wrong answers were tried
 * @param problems what was found, a sentence each; empty if all is well
 */
public record Proof(int exercises, int variants, List<String> problems) {
  /** Fewer wrong answers say little of a test. */
  private static final int FEWEST_VARIANTS = 3;

  public Proof {
    problems = List.copyOf(problems);
  }

  /** Proves one notebook of an assignment, on this machine and without isolation. */
  static Proof of(Notebook source) throws IOException, InterruptedException {
    List<String> problems = new ArrayList<>();
    Path folder = Files.createTempDirectory("gradus-proof");
    try (Run run = new Run(new Isolation.None(), Limits.DEFAULT, folder)) {
      proveSolution(source, run.all(source), problems);
      int variants = 0;
      for (Exercise exercise : Exercise.in(source)) {
        variants += proveVariants(source, exercise, run, problems);
      }
      proveRelease(Release.of(source), folder, problems);
      return new Proof(Exercise.in(source).size(), variants, problems);
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
      if (exercise.points() == 0) {
        problems.add("\"%s\" has no test that earns points.".formatted(exercise.id()));
      }
    }
  }

  private static int proveVariants(
      Notebook source, Exercise exercise, Run run, List<String> problems)
      throws IOException, InterruptedException {
    Cell solution =
        source.cells().stream()
            .filter(cell -> cell.gradeId().equals(exercise.id()))
            .findFirst()
            .orElseThrow();
    List<Variant> variants = Variant.in(solution);
    if (variants.size() < FEWEST_VARIANTS) {
      problems.add(
          "\"%s\" has %d wrong variants, expected at least %d."
              .formatted(exercise.id(), variants.size(), FEWEST_VARIANTS));
    }
    for (Variant variant : variants) {
      Outcome answer = run.run(variant.of(solution));
      if (answer.error().isPresent()) {
        problems.add(
            "\"%s\": the wrong variant %s does not compile: %s"
                .formatted(exercise.id(), variant, answer.message()));
        continue;
      }
      proveLoss(exercise, variant, run, problems);
    }
    run.run(solution);
    return variants.size();
  }

  private static void proveLoss(Exercise exercise, Variant variant, Run run, List<String> problems)
      throws IOException, InterruptedException {
    List<String> hints = new ArrayList<>();
    for (Cell test : exercise.tests()) {
      Outcome outcome = run.run(test);
      if (outcome.earned(1) < 1) {
        hints.add(outcome.hint());
      }
    }
    if (hints.isEmpty()) {
      problems.add("\"%s\": %s earns all points.".formatted(exercise.id(), variant));
    } else if (!variant.isNamedBy(hints.getFirst())) {
      problems.add(
          "\"%s\": the hint for %s does not say \"%s\" but: %s"
              .formatted(exercise.id(), variant, variant.mistake(), hints.getFirst()));
    }
  }

  private static void proveRelease(Notebook release, Path folder, List<String> problems)
      throws IOException, InterruptedException {
    try (Run run = new Run(new Isolation.None(), Limits.DEFAULT, folder)) {
      Map<String, Outcome> outcomes = run.all(release);
      for (Cell cell : release.cells()) {
        Outcome outcome = outcomes.get(cell.gradeId());
        if (outcome == null) {
          continue;
        }
        if (cell.isTest() && outcome.earned(1) > 0) {
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
