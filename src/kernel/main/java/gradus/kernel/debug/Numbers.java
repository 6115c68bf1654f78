package gradus.kernel.debug;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An object that holds rows of numbers, such as a matrix or a tensor, of whatever library.
 *
 * <p>It is known by its methods: the numbers of rows and columns, an element at a row and a column,
 * and, if it has more dimensions, {@code shape()}.
 */
record Numbers(Object owner, String shape, int rows, int columns, Method element) {
  private static final int SHOWN_ROWS = 3;
  private static final int SHOWN_COLUMNS = 5;
  private static final List<String> ROWS = List.of("getNumRows", "numRows", "rows", "rowCount");
  private static final List<String> COLUMNS =
      List.of("getNumCols", "numCols", "columns", "columnCount");

  /** The numbers of an object, if it holds any. */
  static Optional<Numbers> of(Object owner) {
    try {
      Optional<Method> rows = method(owner, ROWS);
      Optional<Method> columns = method(owner, COLUMNS);
      Optional<Method> element = method(owner, List.of("get", "at"), int.class, int.class);
      if (rows.isEmpty()
          || columns.isEmpty()
          || element.filter(m -> m.getReturnType().isPrimitive()).isEmpty()) {
        return Optional.empty();
      }
      int height = ((Number) rows.get().invoke(owner)).intValue();
      int width = ((Number) columns.get().invoke(owner)).intValue();
      Optional<Method> shape = method(owner, List.of("shape"));
      String text =
          shape.isPresent() ? String.valueOf(shape.get().invoke(owner)) : height + "×" + width;
      return Optional.of(new Numbers(owner, text, height, width, element.get()));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Method> method(Object owner, List<String> names, Class<?>... types) {
    for (String name : names) {
      try {
        Method method = owner.getClass().getMethod(name, types);
        method.setAccessible(true);
        return Optional.of(method);
      } catch (NoSuchMethodException | RuntimeException e) {
        // another name, or no access
      }
    }
    return Optional.empty();
  }

  /** The shape and the first elements. */
  String text() {
    String shown =
        IntStream.range(0, Math.min(rows, SHOWN_ROWS))
            .mapToObj(row -> row(row, SHOWN_COLUMNS))
            .collect(Collectors.joining(", "));
    return shape + " [" + shown + (rows > SHOWN_ROWS ? ", …]" : "]");
  }

  /** The elements of a row, up to a number of them. */
  String row(int row, int most) {
    String shown =
        IntStream.range(0, Math.min(columns, most))
            .mapToObj(column -> element(row, column))
            .collect(Collectors.joining(", "));
    return "[" + shown + (columns > most ? ", …]" : "]");
  }

  private String element(int row, int column) {
    try {
      return text((Number) element.invoke(owner, row, column));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return "?";
    }
  }

  /** A number with four significant digits. */
  static String text(Number number) {
    double value = number.doubleValue();
    return value == Math.rint(value) && Math.abs(value) < 1e7
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.4g", value);
  }
}
