package gradus.assignment;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that a student writes, and the tests that earn its points: those that stand between it
 * and the next exercise.
 *
 * @param id the grade_id of the solution cell
 * @param title the heading above it
 * @param tests their cells in the source notebook, hidden tests included
 */
record Exercise(String id, String title, List<Cell> tests) {
  Exercise {
    tests = List.copyOf(tests);
  }

  /** The exercises of a source notebook, in order. */
  static List<Exercise> in(Notebook source) {
    List<Exercise> exercises = new ArrayList<>();
    String heading = "";
    for (Cell cell : source.cells()) {
      heading = heading(cell, heading);
      if (cell.isSolution() && cell.isCode()) {
        exercises.add(new Exercise(cell.gradeId(), heading, List.of()));
      } else if (cell.isTest()) {
        Exercise last =
            exercises.isEmpty()
                ? new Exercise(cell.gradeId(), heading, List.of())
                : exercises.removeLast();
        exercises.add(last.with(cell));
      }
    }
    return exercises;
  }

  private Exercise with(Cell test) {
    List<Cell> more = new ArrayList<>(tests);
    more.add(test);
    return new Exercise(id, title, more);
  }

  private static String heading(Cell cell, String otherwise) {
    return cell.isCode()
        ? otherwise
        : cell.source()
            .lines()
            .filter(line -> line.startsWith("#"))
            .reduce((first, last) -> last)
            .map(line -> line.replaceFirst("#+\\s*", ""))
            .orElse(otherwise);
  }

  /** The points that all its tests can earn. */
  double points() {
    return tests.stream().mapToDouble(Cell::points).sum();
  }
}
