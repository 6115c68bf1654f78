package gradus.plot;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Tables of Tablesaw from lists of records.
 *
 * <pre>{@code
 * record Candidate(double learningRate, double accuracy) {}
 * show(Tables.of("Candidates", candidates)); // columns "learning rate" and "accuracy"
 * }</pre>
 */
public final class Tables {
  /** Between a small letter or a digit and a capital, as in {@code learning|Rate}. */
  private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=[\\p{Ll}\\d])(?=\\p{Lu})");

  private static final Pattern CAPITALISED = Pattern.compile("\\b\\p{Lu}(?=\\p{Ll})");

  private Tables() {}

  /**
   * A row for each record, and a column for each component under its name in words: {@code
   * learningRate} becomes "learning rate".
   *
   * <p>Numbers, truth values, texts, enums and {@link MeanAndStd} have a column; components of
   * other types, such as a network or a history, have none. Of an empty list there are no columns.
   */
  public static <R extends Record> Table of(String title, List<R> rows) {
    if (rows.isEmpty()) {
      return Table.create(title);
    }
    RecordComponent[] components = rows.getFirst().getClass().getRecordComponents();
    Table table = Table.create(title);
    for (RecordComponent component : components) {
      if (isShown(component.getType())) {
        table.addColumns(column(component, rows));
      }
    }
    return table;
  }

  private static boolean isShown(Class<?> type) {
    return type.isPrimitive()
        || type.isEnum()
        || Stream.of(Number.class, Boolean.class, CharSequence.class, MeanAndStd.class)
            .anyMatch(shown -> shown.isAssignableFrom(type));
  }

  private static Column<?> column(RecordComponent component, List<? extends Record> rows) {
    String name = words(component.getName());
    Stream<Object> values = rows.stream().map(row -> value(component.getAccessor(), row));
    return switch (component.getType().getName()) {
      case "int", "java.lang.Integer" ->
          IntColumn.create(name, values.map(Integer.class::cast).toArray(Integer[]::new));
      case "long", "java.lang.Long" -> LongColumn.create(name, values.mapToLong(Long.class::cast));
      case "double", "java.lang.Double" ->
          DoubleColumn.create(name, values.map(Double.class::cast).toArray(Double[]::new));
      case "boolean", "java.lang.Boolean" ->
          BooleanColumn.create(name, values.map(Boolean.class::cast).toList());
      default -> StringColumn.create(name, values.map(String::valueOf));
    };
  }

  private static Object value(Method accessor, Record row) {
    try {
      accessor.setAccessible(true);
      return accessor.invoke(row);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "cannot read %s of %s".formatted(accessor.getName(), row.getClass().getSimpleName()), e);
    }
  }

  /** For example {@code accuracy L2} of {@code accuracyL2}. */
  static String words(String name) {
    return CAPITALISED
        .matcher(BETWEEN_WORDS.matcher(name).replaceAll(" "))
        .replaceAll(found -> found.group().toLowerCase(Locale.ROOT));
  }
}
