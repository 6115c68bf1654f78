package gradus.grading;

import gradus.assignment.Release;
import gradus.assignment.Variant;
import gradus.exercise.Mistake;
import gradus.notebook.Cell;
import gradus.notebook.Notebook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A source notebook as students hand it in: solved, and then changed cell by cell. */
final class Handout {
  private final Notebook source;
  private final Notebook release;
  private final Map<String, Cell> solutions = new LinkedHashMap<>();

  /** Turns one cell of a solved release into what a student hands in for it. */
  interface Change {
    List<Cell> apply(Cell cell);

    /** This change, then another. */
    default Change then(Change next) {
      return cell -> apply(cell).stream().flatMap(changed -> next.apply(changed).stream()).toList();
    }
  }

  Handout(Path file) throws IOException {
    source = Notebook.read(file);
    release = Release.of(source);
    source.cells().stream()
        .filter(Cell::isSolution)
        .forEach(cell -> solutions.put(cell.gradeId(), cell));
  }

  Notebook source() {
    return source;
  }

  /** The release with all solutions, changed. */
  Notebook changed(Change change) {
    List<Cell> cells = new ArrayList<>();
    for (Cell cell : release.cells()) {
      cells.addAll(change.apply(solutions.getOrDefault(cell.gradeId(), cell)));
    }
    return release.withCells(cells);
  }

  static Change nothing() {
    return List::of;
  }

  /** Replaces the text of one cell. */
  static Change edit(String id, UnaryOperator<String> edit) {
    return cell ->
        List.of(cell.gradeId().equals(id) ? cell.withSource(edit.apply(cell.source())) : cell);
  }

  /** A piece of a solution replaced. */
  Change wrong(String id, String find, String instead) {
    String solution = solutions.get(id).source();
    String text =
        new Variant(find, instead, new Mistake("", ""))
            .in(solution)
            .orElseThrow(() -> new IllegalArgumentException(find + " is not once in " + solution));
    return edit(id, unused -> text);
  }

  static Change delete(String id) {
    return cell -> cell.gradeId().equals(id) ? List.of() : List.of(cell);
  }

  static Change behind(String id, Cell own) {
    return cell -> cell.gradeId().equals(id) ? List.of(cell, own) : List.of(cell);
  }

  /** All exercises but one are as they were released. */
  Change onlySolved(String id) {
    return cell ->
        List.of(
            release.cells().stream()
                .filter(released -> cell.isSolution() && !cell.gradeId().equals(id))
                .filter(released -> released.gradeId().equals(cell.gradeId()))
                .findFirst()
                .orElse(cell));
  }
}
