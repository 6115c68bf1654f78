package gradus.assignment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A submission prepared for grading: the student's answers and own cells among the teacher's.
 *
 * <p>Every locked cell comes from the source, hidden tests included, in the source's order; a
 * student's own cells stay after the cell that they followed.
 *
 * @param notebook to run
 * @param remarks on what was changed, one sentence each
 */
record Restoration(Notebook notebook, List<String> remarks) {
  private static final int MOST_CHARACTERS = 50_000;

  Restoration {
    remarks = List.copyOf(remarks);
  }

  static Restoration of(Notebook source, Notebook submitted) {
    Map<String, Cell> returned = new LinkedHashMap<>();
    Map<String, List<Cell>> own = new LinkedHashMap<>();
    List<String> remarks = new ArrayList<>();
    String latest = "";
    Set<String> locked = ids(source, Cell::isLocked);
    Set<String> answers = ids(source, cell -> !cell.isLocked());
    for (Cell cell : submitted.cells()) {
      String id = cell.gradeId();
      if (locked.contains(id)) {
        latest = id;
        returned.putIfAbsent(id, cell);
      } else if (cell.isCode() && cell.source().length() > MOST_CHARACTERS) {
        remarks.add(
            "A cell was left out: it has %,d characters; %,d are enough for anyone."
                .formatted(cell.source().length(), MOST_CHARACTERS));
      } else if (answers.contains(id) && !returned.containsKey(id)) {
        latest = id;
        returned.put(id, cell);
      } else {
        own.computeIfAbsent(latest, unused -> new ArrayList<>()).add(cell);
      }
    }
    return assembled(source, returned, own, remarks);
  }

  private static Set<String> ids(Notebook source, Predicate<Cell> kind) {
    return source.cells().stream()
        .filter(kind)
        .map(Cell::gradeId)
        .filter(id -> !id.isEmpty())
        .collect(Collectors.toSet());
  }

  private static Restoration assembled(
      Notebook source,
      Map<String, Cell> returned,
      Map<String, List<Cell>> own,
      List<String> remarks) {
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
