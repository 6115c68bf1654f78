package gradus.assignment;

import gradus.notebook.Cell;
import gradus.notebook.Notebook;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that a student writes, and what earns its points: the tests that stand between it and
 * the next exercise, or a person who reads it, or both.
 *
 * @param id the grade_id of the solution cell, or of the task
 * @param title the heading above it
 * @param tests their cells in the source notebook, hidden tests included
 * @param pointsByHand what a person can give
 */
public record Exercise(String id, String title, List<Cell> tests, double pointsByHand) {
  public Exercise {
    tests = List.copyOf(tests);
  }

  /** The exercises of a source notebook, in order. */
  public static List<Exercise> in(Notebook source) {
    List<Exercise> exercises = new ArrayList<>();
    String heading = "";
    int tested = -1;
    for (Cell cell : source.cells()) {
      heading = heading(cell, heading);
      if (cell.isGradedByHand() || (cell.isSolution() && cell.isCode())) {
        tested = cell.isCode() ? exercises.size() : tested;
        exercises.add(of(cell, heading, cell.isGradedByHand() ? cell.points() : 0));
      } else if (cell.isTest()) {
        if (tested < 0) {
          tested = exercises.size();
          exercises.add(of(cell, heading, 0));
        }
        exercises.set(tested, exercises.get(tested).with(cell));
      }
    }
    return exercises;
  }

  private static Exercise of(Cell cell, String heading, double pointsByHand) {
    return new Exercise(
        cell.gradeId(), heading.isEmpty() ? cell.gradeId() : heading, List.of(), pointsByHand);
  }

  private Exercise with(Cell test) {
    List<Cell> more = new ArrayList<>(tests);
    more.add(test);
    return new Exercise(id, title, more, pointsByHand);
  }

  private static String heading(Cell cell, String otherwise) {
    return cell.isCode() || cell.isSolution()
        ? otherwise
        : cell.source()
            .lines()
            .filter(line -> line.startsWith("#"))
            .reduce((first, last) -> last)
            .map(line -> line.replaceFirst("#+\\s*", ""))
            .orElse(otherwise);
  }

  /** The points that all its tests and a person can give. */
  public double points() {
    return tests.stream().mapToDouble(Cell::points).sum() + pointsByHand;
  }
}
