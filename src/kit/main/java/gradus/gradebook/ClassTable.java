package gradus.gradebook;

import gradus.grading.ExerciseGrades;
import gradus.grading.Grades;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The table of a class: a row for each student with all points, those of every exercise, named
 * {@code notebook/exercise}, and the remarks. Who handed in nothing has no points, not 0.
 */
public final class ClassTable {
  private static final List<String> OWN =
      List.of("student", "points", "possible", "status", "open", "days late", "penalty", "remarks");

  private ClassTable() {}

  /**
   * The table.
   *
   * @param exercises the points of each that there are
   */
  public static Table of(List<Row> rows, Map<String, Double> exercises) {
    double possible = exercises.values().stream().mapToDouble(Double::doubleValue).sum();
    Table table =
        Table.create(
            "class",
            text("student", rows, Row::student),
            numbers("points", rows, Row::points),
            numbers("possible", rows, row -> OptionalDouble.of(possible)));
    for (String exercise : exercises.keySet()) {
      table.addColumns(numbers(exercise, rows, row -> earned(row, exercise)));
    }
    return table.addColumns(
        text("status", rows, row -> row.status().toString()),
        numbers("open", rows, row -> OptionalDouble.of(row.grades().map(Grades::open).orElse(0.0))),
        numbers("days late", rows, row -> OptionalDouble.of((double) row.lateness().days())),
        numbers("penalty", rows, row -> OptionalDouble.of(row.penalty())),
        text("remarks", rows, row -> String.join(" ", row.remarks())));
  }

  private static OptionalDouble earned(Row row, String exercise) {
    if (row.grades().isEmpty()) {
      return OptionalDouble.empty();
    }
    List<ExerciseGrades> all = row.grades().get().exercises();
    int place = row.grades().get().exerciseNames().indexOf(exercise);
    return place < 0 ? OptionalDouble.empty() : OptionalDouble.of(all.get(place).earned());
  }

  private static StringColumn text(String name, List<Row> rows, Function<Row, String> cell) {
    return StringColumn.create(name, rows.stream().map(cell).map(CsvFile::harmless));
  }

  private static DoubleColumn numbers(
      String name, List<Row> rows, Function<Row, OptionalDouble> cell) {
    DoubleColumn column = DoubleColumn.create(name);
    for (Row row : rows) {
      cell.apply(row).ifPresentOrElse(column::append, column::appendMissing);
    }
    return column;
  }

  /**
   * Adds the columns that a teacher put into an older table, as they stand there.
   *
   * @param written names of the columns that this kit ever wrote
   */
  static Table withTeachersColumns(Table table, CsvFile before, Set<String> written) {
    Map<String, Map<String, String>> old =
        before.rows().stream()
            .collect(
                Collectors.toMap(
                    row -> row.getOrDefault("student", ""), row -> row, (first, second) -> first));
    for (String column : before.columns()) {
      if (!OWN.contains(column) && !written.contains(column) && !table.containsColumn(column)) {
        Stream<String> cells =
            table.stringColumn("student").asList().stream()
                .map(student -> old.getOrDefault(student, Map.of()).getOrDefault(column, ""));
        table.addColumns(StringColumn.create(column, cells));
      }
    }
    return table;
  }
}
