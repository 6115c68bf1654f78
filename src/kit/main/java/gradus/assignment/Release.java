package gradus.assignment;

import com.google.gson.JsonObject;
import gradus.exercise.Exercises;
import gradus.notebook.Cell;
import gradus.notebook.NbgraderMetadata;
import gradus.notebook.Notebook;
import gradus.notebook.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * What students receive of a source notebook: solutions and hidden tests taken out, the rest
 * locked, nothing executed.
 *
 * <p>The steps are nbgrader's (ClearSolutions, LockCells, ClearOutput, ClearHiddenTests,
 * ComputeChecksums), so that either tool can make the release and the other can grade it.
 */
public final class Release {
  /** The message of the stub's exception. */
  public static final String NOT_DONE = Exercises.NOT_DONE;

  /** Replaces a solution: it compiles in any method and throws when that is called. */
  private static final List<String> STUB =
      List.of(
          "// YOUR CODE HERE",
          "throw new UnsupportedOperationException(\"%s\");".formatted(NOT_DONE));

  private static final String ANSWER = "YOUR ANSWER HERE";

  private Release() {}

  /**
   * The release of a source notebook.
   *
   * @throws IllegalArgumentException if a region does not end, or stands in a cell of the wrong
   *     kind, or two cells have one name
   */
  public static Notebook of(Notebook source) {
    List<String> names = new ArrayList<>();
    List<Cell> cells = new ArrayList<>();
    for (Cell cell : source.cells()) {
      if (names.contains(cell.gradeId())) {
        throw new IllegalArgumentException(
            "two cells are named \"%s\"; give each grade_id once".formatted(cell.gradeId()));
      }
      if (!cell.gradeId().isEmpty()) {
        names.add(cell.gradeId());
      }
      cells.add(tracked(withoutHiddenTests(withoutSolution(cell))).withoutOutputs());
    }
    return source.withCells(cells);
  }

  private static Cell withoutSolution(Cell cell) {
    boolean marked = cell.source().contains("BEGIN SOLUTION");
    if (marked && !cell.isSolution()) {
      throw new IllegalArgumentException(
          "%s has a solution region but is no solution; mark it as an answer".formatted(cell));
    }
    List<String> stub = cell.isCode() ? STUB : List.of(ANSWER);
    if (cell.isSolution() && !marked) {
      return cell.withSource(String.join("\n", stub));
    }
    return Region.named("SOLUTION").replaced(cell, stub);
  }

  /** Whether a part of the cell is taken out of the release. */
  public static boolean hides(Cell cell) {
    return cell.source().contains("BEGIN HIDDEN TESTS");
  }

  private static Cell withoutHiddenTests(Cell cell) {
    if (hides(cell) && !cell.isTest()) {
      throw new IllegalArgumentException(
          "%s has hidden tests but earns no points; mark it as a test".formatted(cell));
    }
    return Region.named("HIDDEN TESTS").replaced(cell, List.of());
  }

  /** Locks the cell and notes its checksum, if nbgrader keeps track of it. */
  private static Cell tracked(Cell cell) {
    if (cell.nbgrader().filter(NbgraderMetadata::isTracked).isEmpty()) {
      return cell;
    }
    NbgraderMetadata known = cell.nbgrader().get();
    JsonObject metadata = cell.metadata().deepCopy();
    metadata.addProperty("deletable", false);
    if (known.isLocked()) {
      metadata.addProperty("editable", false);
    }
    JsonObject nbgrader = metadata.getAsJsonObject("nbgrader");
    nbgrader.addProperty("cell_type", cell.type());
    nbgrader.addProperty("checksum", known.checksum(cell.source(), cell.type()));
    return cell.withMetadata(metadata);
  }
}
