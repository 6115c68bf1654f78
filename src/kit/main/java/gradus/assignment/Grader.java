package gradus.assignment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Grades one student's submission, whatever is wrong with it.
 *
 * @param assignment with its solutions and hidden tests
 * @param solved its exercises with the inputs of this grading, by notebook
 * @param isolation of each kernel
 * @param limits of each cell
 */
public record Grader(
    Assignment assignment, Map<String, Solved> solved, Isolation isolation, Limits limits) {
  /** A grader that draws the hidden inputs from a seed. */
  public static Grader of(Assignment assignment, long seed, Isolation isolation, Limits limits)
      throws IOException, InterruptedException {
    return new Grader(assignment, assignment.solved(seed), isolation, limits);
  }

  /**
   * The grades of a submission.
   *
   * @param folder with the student's notebooks; those that are missing earn nothing
   */
  public Grades grade(String student, Path folder) throws InterruptedException {
    List<NotebookGrades> notebooks = new ArrayList<>();
    for (Map.Entry<String, Notebook> entry : assignment.notebooks().entrySet()) {
      notebooks.add(grade(entry.getKey(), entry.getValue(), folder));
    }
    return new Grades(student, notebooks);
  }

  private NotebookGrades grade(String name, Notebook source, Path folder)
      throws InterruptedException {
    Path file = folder.resolve(name);
    // A link could lead to another student's work, or to the solutions.
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return nothing(name, source, "No notebook %s was handed in.".formatted(name));
    }
    try {
      Restoration restored = Restoration.of(source, Notebook.read(file));
      Solved right = solved.getOrDefault(name, Solved.NOTHING);
      try (NotebookRunner runner = new NotebookRunner(isolation, limits, folder)) {
        Map<String, Outcome> outcomes =
            new LinkedHashMap<>(runner.all(right.computing(restored.notebook())));
        for (Cell cell : source.cells()) {
          outcomes.computeIfPresent(
              cell.gradeId(), (id, computed) -> right.checked(cell, computed));
        }
        return grades(name, source, outcomes, restored.remarks());
      }
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return nothing(name, source, "It could not be graded: " + e.getMessage());
    }
  }

  private static NotebookGrades nothing(String name, Notebook source, String remark) {
    return grades(name, source, Map.of(), List.of(remark));
  }

  private static NotebookGrades grades(
      String name, Notebook source, Map<String, Outcome> outcomes, List<String> remarks) {
    return new NotebookGrades(
        name,
        Exercise.in(source).stream().map(exercise -> grades(exercise, outcomes)).toList(),
        remarks);
  }

  private static ExerciseGrades grades(Exercise exercise, Map<String, Outcome> outcomes) {
    Set<String> hints = new LinkedHashSet<>();
    double earned = 0;
    for (Cell test : exercise.tests()) {
      double possible = test.points();
      Optional<Outcome> outcome = Optional.ofNullable(outcomes.get(test.gradeId()));
      double points = outcome.map(result -> result.earned(possible)).orElse(0.0);
      earned += points;
      // A visible test asks the same before, with numbers that the student can see.
      if (points < possible && (hints.isEmpty() || !Release.hides(test))) {
        outcome.ifPresent(result -> hints.add(result.hint()));
      }
    }
    boolean lost = earned < exercise.points() && !outcomes.isEmpty();
    Optional<String> noAnswer = lost ? answerHint(exercise, outcomes) : Optional.empty();
    return new ExerciseGrades(
        exercise.id(),
        exercise.title(),
        earned,
        exercise.points(),
        noAnswer.map(List::of).orElse(List.copyOf(hints)));
  }

  /** Why there is no answer; the tests would only say that it is missing. */
  private static Optional<String> answerHint(Exercise exercise, Map<String, Outcome> outcomes) {
    Outcome answer = outcomes.get(exercise.id());
    return answer == null
        ? Optional.of("There is no answer: its cell is empty or was deleted.")
        : answer.leavesNothing() ? Optional.of(answer.hint()) : Optional.empty();
  }
}
