package gradus.assignment;

import gradus.assignment.Grades.OfExercise;
import gradus.assignment.Grades.OfNotebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Grades what one student handed in, and never stops because of it.
 *
 * @param assignment with its solutions and hidden tests
 * @param isolation of each kernel
 * @param limits of each cell
 */
public record Grader(Assignment assignment, Isolation isolation, Limits limits) {

  /**
   * The marks of a submission.
   *
   * @param folder with the student's notebooks; those that are missing earn nothing
   */
  public Grades grade(String student, Path folder) throws InterruptedException {
    List<OfNotebook> notebooks = new ArrayList<>();
    for (Map.Entry<String, Notebook> entry : assignment.notebooks().entrySet()) {
      notebooks.add(grade(entry.getKey(), entry.getValue(), folder));
    }
    return new Grades(student, notebooks);
  }

  private OfNotebook grade(String name, Notebook source, Path folder) throws InterruptedException {
    Path file = folder.resolve(name);
    // A link could lead to another's work, or to the solutions.
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return nothing(name, source, "No notebook %s was handed in.".formatted(name));
    }
    try {
      Restoration restored = Restoration.of(source, Notebook.read(file));
      try (NotebookRunner run = new NotebookRunner(isolation, limits, folder)) {
        return marks(name, source, run.all(restored.notebook()), restored.remarks());
      }
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return nothing(name, source, "It could not be graded: " + e.getMessage());
    }
  }

  private static OfNotebook nothing(String name, Notebook source, String remark) {
    return marks(name, source, Map.of(), List.of(remark));
  }

  private static OfNotebook marks(
      String name, Notebook source, Map<String, Outcome> outcomes, List<String> remarks) {
    return new OfNotebook(
        name,
        Exercise.in(source).stream().map(exercise -> marks(exercise, outcomes)).toList(),
        remarks);
  }

  private static OfExercise marks(Exercise exercise, Map<String, Outcome> outcomes) {
    Set<String> hints = new LinkedHashSet<>();
    double earned = 0;
    for (Cell test : exercise.tests()) {
      double possible = test.points();
      Optional<Outcome> outcome = Optional.ofNullable(outcomes.get(test.gradeId()));
      double points = outcome.map(result -> result.earned(possible)).orElse(0.0);
      earned += points;
      // What a hidden test asks is asked before in the open, with numbers that the student can see.
      if (points < possible && (hints.isEmpty() || !Release.hides(test))) {
        outcome.ifPresent(result -> hints.add(result.hint()));
      }
    }
    boolean lost = earned < exercise.points() && !outcomes.isEmpty();
    Optional<String> noAnswer = lost ? answerHint(exercise, outcomes) : Optional.empty();
    return new OfExercise(
        exercise.id(),
        exercise.title(),
        earned,
        exercise.points(),
        noAnswer.map(List::of).orElse(List.copyOf(hints)));
  }

  /** Why there is no answer; the tests would only say that they miss it. */
  private static Optional<String> answerHint(Exercise exercise, Map<String, Outcome> outcomes) {
    Outcome answer = outcomes.get(exercise.id());
    return answer == null
        ? Optional.of("There is no answer: its cell is empty or was deleted.")
        : answer.leavesNothing() ? Optional.of(answer.hint()) : Optional.empty();
  }
}
