package gradus.assignment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A submission made fit for grading: the student's answers and own cells among the teacher's.
 *
 * <p>Every locked cell comes from the source, hidden tests included, in the source's order; what a
 * student wrote beside the answers stays behind the cell that it followed.
 *
 * @param notebook to run
 * @param remarks on what had been changed, one sentence each
 */
record Restoration(Notebook notebook, List<String> remarks) {
  Restoration {
    remarks = List.copyOf(remarks);
  }

  static Restoration of(Notebook source, Notebook submitted) {
    Map<String, Cell> returned = new LinkedHashMap<>();
    Map<String, List<Cell>> own = new LinkedHashMap<>();
    String latest = "";
    List<String> known = source.cells().stream().map(Cell::gradeId).toList();
    for (Cell cell : submitted.cells()) {
      String id = cell.gradeId();
      if (!id.isEmpty() && known.contains(id)) {
        latest = id;
        if (returned.putIfAbsent(id, cell) == null || cell.isLocked()) {
          continue;
        }
      }
      own.computeIfAbsent(latest, unused -> new ArrayList<>()).add(cell);
    }
    return assembled(source, returned, own);
  }

  private static Restoration assembled(
      Notebook source, Map<String, Cell> returned, Map<String, List<Cell>> own) {
    List<String> remarks = new ArrayList<>();
    List<Cell> cells = new ArrayList<>(own.getOrDefault("", List.of()));
    Notebook release = Release.of(source);
    for (int i = 0; i < source.cells().size(); i++) {
      Cell cell = source.cells().get(i);
      String id = cell.gradeId();
      if (id.isEmpty()) {
        continue;
      }
      if (cell.isLocked()) {
        remark(remarks, release.cells().get(i), returned);
        cells.add(cell);
      } else if (returned.containsKey(id)) {
        cells.add(cell.withSource(returned.get(id).source()));
      } else {
        remarks.add("The answer \"%s\" is missing: its cell was deleted.".formatted(id));
      }
      cells.addAll(own.getOrDefault(id, List.of()));
    }
    return new Restoration(source.withCells(cells), remarks);
  }

  private static void remark(List<String> remarks, Cell released, Map<String, Cell> returned) {
    String id = released.gradeId();
    if (!returned.containsKey(id)) {
      remarks.add("The locked cell \"%s\" had been deleted; it was put back.".formatted(id));
    } else if (!returned.get(id).source().strip().equals(released.source().strip())) {
      remarks.add("The locked cell \"%s\" had been changed; it was restored.".formatted(id));
    }
  }
}
