package gradus.grading;

import gradus.assignment.Exercise;
import gradus.assignment.Release;
import gradus.notebook.Cell;
import gradus.notebook.Notebook;
import gradus.sandbox.Outcome;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a student wrote for a person to grade.
 *
 * @param points that the person can give; 0 where tests give all of them
 * @param text of the answer, and what it printed; empty where nothing was written
 */
public record WrittenAnswer(double points, String text) {
  private static final int MOST_CHARACTERS = 20_000;

  public WrittenAnswer {
    text = text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + " …";
  }

  /** Whether there is something to grade by hand. */
  public boolean isOpen() {
    return points > 0 && !text.isBlank();
  }

  /** The answer of a submission that was restored and run. */
  static WrittenAnswer in(
      Notebook submission, Notebook source, Exercise exercise, Map<String, Outcome> outcomes) {
    double points = exercise.pointsByHand();
    if (points == 0) {
      return new WrittenAnswer(0, "");
    }
    String text = text(submission, exercise.id());
    boolean untouched = text.strip().equals(text(Release.of(source), exercise.id()).strip());
    return new WrittenAnswer(points, untouched ? "" : text + printed(outcomes.get(exercise.id())));
  }

  /** A solution cell is the answer; to a task, the cells below it are. */
  private static String text(Notebook notebook, String id) {
    List<Cell> from =
        notebook.cells().stream().dropWhile(cell -> !cell.gradeId().equals(id)).toList();
    if (from.isEmpty() || from.getFirst().isSolution()) {
      return from.isEmpty() ? "" : from.getFirst().source();
    }
    return from.stream()
        .skip(1)
        .takeWhile(cell -> cell.gradeId().isEmpty())
        .map(Cell::source)
        .collect(Collectors.joining("\n\n"));
  }

  private static String printed(@Nullable Outcome outcome) {
    return outcome == null || outcome.standardOutput().isBlank()
        ? ""
        : "\n\n// printed:\n" + outcome.standardOutput();
  }
}
