package gradus.grading;

import gradus.assignment.Assignment;
import gradus.assignment.CheckCell;
import gradus.assignment.Exercise;
import gradus.assignment.ExerciseSource;
import gradus.assignment.ExerciseSources;
import gradus.assignment.Release;
import gradus.assignment.Solved;
import gradus.notebook.Cell;
import gradus.notebook.Notebook;
import gradus.notebook.NotebookFile;
import gradus.notebook.NotebookRunner;
import gradus.notebook.RunFolder;
import gradus.notebook.SubmittedNotebook;
import gradus.sandbox.Isolation;
import gradus.sandbox.Limits;
import gradus.sandbox.Outcome;
import java.io.IOException;
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
   * The grades of what a student handed in; notebooks that are missing earn nothing.
   *
   * @throws IOException if this machine failed, not the submission: a full disk, no kernel
   */
  public Grades grade(HandIn handIn) throws IOException, InterruptedException {
    HandIn.Found found = handIn.find(assignment.name(), assignment.notebooks().keySet());
    List<NotebookGrades> notebooks = new ArrayList<>();
    for (Map.Entry<String, Notebook> entry : assignment.notebooks().entrySet()) {
      String name = entry.getKey();
      List<String> remarks = new ArrayList<>(found.remarks().getOrDefault(name, List.of()));
      Optional<NotebookFile> file = Optional.ofNullable(found.files().get(name));
      if (file.isEmpty()) {
        remarks.add("No notebook %s was handed in.".formatted(name));
      }
      if (name.equals(notable(found))) {
        remarks.addAll(found.others());
      }
      notebooks.add(
          file.isEmpty()
              ? nothing(name, entry.getValue(), remarks)
              : grade(name, entry.getValue(), file.get(), remarks));
    }
    return new Grades(handIn.student(), notebooks);
  }

  /** The first notebook that is missing, else the first: what was not understood is said there. */
  private String notable(HandIn.Found found) {
    List<String> names = List.copyOf(assignment.notebooks().keySet());
    return names.stream()
        .filter(name -> !found.files().containsKey(name))
        .findFirst()
        .orElseGet(names::getFirst);
  }

  private NotebookGrades grade(
      String name, Notebook source, NotebookFile file, List<String> remarks)
      throws IOException, InterruptedException {
    try {
      Restoration restored = restored(source, file, remarks);
      remarks.addAll(borrowed(name, restored.notebook()));
      try (RunFolder folder = RunFolder.of(file)) {
        return grade(name, source, restored, folder.path(), remarks);
      }
    } catch (RuntimeException | StackOverflowError | InternalError e) {
      String reason = e.getCause() instanceof IOException ? e.getMessage() : e.toString();
      remarks.add("It could not be graded: " + reason);
      return nothing(name, source, remarks);
    }
  }

  /** Answers that have the library do what was asked for; a person decides what they are worth. */
  private List<String> borrowed(String name, Notebook submission) {
    List<String> remarks = new ArrayList<>();
    Optional<ExerciseSources> sources = Optional.ofNullable(assignment.exercises().get(name));
    for (ExerciseSource exercise : sources.map(ExerciseSources::exercises).orElse(List.of())) {
      submission.cells().stream()
          .filter(cell -> cell.gradeId().equals(exercise.name()))
          .flatMap(cell -> exercise.borrowed(cell.source()).stream())
          .map(
              borrowed ->
                  "The answer \"%s\" uses the library's %s, which does what was asked for."
                      .formatted(exercise.name(), borrowed))
          .forEach(remarks::add);
    }
    return remarks;
  }

  /** A file that cannot be read is the fault of the submission, not of this machine. */
  private static Restoration restored(Notebook source, NotebookFile file, List<String> remarks) {
    try {
      SubmittedNotebook.Content content = file.read();
      remarks.addAll(content.remarks());
      Restoration restored = Restoration.of(source, content.notebook());
      remarks.addAll(restored.remarks());
      return restored;
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private NotebookGrades grade(
      String name, Notebook source, Restoration restored, Path folder, List<String> remarks)
      throws IOException, InterruptedException {
    Solved right = solved.getOrDefault(name, Solved.NOTHING);
    try (NotebookRunner runner =
        new NotebookRunner(
            isolation, source.training().map(limits::forTraining).orElse(limits), folder)) {
      Map<String, Outcome> computed = runner.all(right.computing(restored.notebook()));
      Map<String, Outcome> outcomes = new LinkedHashMap<>(computed);
      for (Cell cell : source.cells()) {
        outcomes.computeIfPresent(cell.gradeId(), (id, outcome) -> right.checked(cell, outcome));
      }
      return grades(name, source, restored.notebook(), computed, outcomes, remarks);
    }
  }

  private static NotebookGrades nothing(String name, Notebook source, List<String> remarks) {
    return grades(name, source, source.withCells(List.of()), Map.of(), Map.of(), remarks);
  }

  private static NotebookGrades grades(
      String name,
      Notebook source,
      Notebook submission,
      Map<String, Outcome> computed,
      Map<String, Outcome> outcomes,
      List<String> remarks) {
    List<ExerciseGrades> exercises = new ArrayList<>();
    for (Exercise exercise : Exercise.in(source)) {
      exercises.add(
          grades(exercise, outcomes, WrittenAnswer.in(submission, source, exercise, computed)));
    }
    return new NotebookGrades(name, exercises, remarks);
  }

  private static ExerciseGrades grades(
      Exercise exercise, Map<String, Outcome> outcomes, WrittenAnswer answer) {
    Set<String> hints = new LinkedHashSet<>();
    double earned = 0;
    for (Cell test : exercise.tests()) {
      double possible = test.points();
      Optional<Outcome> outcome = Optional.ofNullable(outcomes.get(test.gradeId()));
      double points = outcome.map(result -> result.earned(possible)).orElse(0.0);
      earned += points;
      // A visible test asks the same before, with numbers that the student can see.
      if (points < possible && (hints.isEmpty() || !Release.hides(test))) {
        outcome.ifPresent(result -> hints.add(hint(test, result)));
      }
    }
    boolean lost = earned < exercise.points() - exercise.pointsByHand() && !outcomes.isEmpty();
    Optional<String> noAnswer = lost ? answerHint(exercise, outcomes) : Optional.empty();
    return new ExerciseGrades(
        exercise.id(),
        exercise.title(),
        earned,
        exercise.points(),
        noAnswer.map(List::of).orElse(List.copyOf(hints)),
        answer);
  }

  /** What a hidden test that is code says may be its own text, so only its kind is told. */
  private static String hint(Cell test, Outcome outcome) {
    return Release.hides(test) && CheckCell.in(test).isEmpty() ? outcome.kind() : outcome.hint();
  }

  /** Why there is no answer; the tests would only say that it is missing. */
  private static Optional<String> answerHint(Exercise exercise, Map<String, Outcome> outcomes) {
    Outcome answer = outcomes.get(exercise.id());
    return answer == null
        ? Optional.of("There is no answer: its cell is empty or was not found.")
        : answer.leavesNothing() ? Optional.of(answer.hint()) : Optional.empty();
  }
}
