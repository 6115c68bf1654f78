package gradus.plot;

import gradus.plot.display.MimeBundle;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A table of Tablesaw as HTML: numbers to the right, the first rows of a long one. */
record TableView(Table table) implements Visual {
  private static final int ROWS = 30;

  @Override
  public MimeBundle render() {
    return MimeBundle.html(html(), text());
  }

  private String html() {
    String body =
        IntStream.range(0, Math.min(ROWS, table.rowCount()))
            .mapToObj(row -> cells(row).collect(Collectors.joining("", "<tr>", "</tr>\n")))
            .collect(Collectors.joining());
    return "<table>\n%s<thead><tr>%s</tr></thead>\n<tbody>\n%s</tbody></table>%s"
        .formatted(caption(), heads(), body, rest());
  }

  /** The same rows and digits as plain text. */
  private String text() {
    int rows = Math.min(ROWS, table.rowCount());
    Table text = Table.create(table.name());
    for (Column<?> column : table.columns()) {
      text.addColumns(
          StringColumn.create(
              column.name(), IntStream.range(0, rows).mapToObj(row -> content(column, row))));
    }
    return text.print();
  }

  private String caption() {
    boolean unnamed = table.name() == null || table.name().isBlank();
    return unnamed
        ? ""
        : "<caption style=\"white-space: nowrap\"><b>%s</b></caption>\n"
            .formatted(MimeBundle.escaped(table.name()));
  }

  private String heads() {
    return table.columns().stream()
        .map(c -> "<th%s>%s</th>".formatted(alignment(c), MimeBundle.escaped(c.name())))
        .collect(Collectors.joining());
  }

  private Stream<String> cells(int row) {
    return table.columns().stream()
        .map(c -> "<td%s>%s</td>".formatted(alignment(c), MimeBundle.escaped(content(c, row))));
  }

  private String rest() {
    int more = table.rowCount() - ROWS;
    return more <= 0 ? "" : "\n<p>… and %,d more rows</p>".formatted(more);
  }

  private static String alignment(Column<?> column) {
    return column instanceof NumericColumn
        ? " style=\"text-align: right\""
        : " style=\"text-align: left\"";
  }

  /** As the column's own formatter says; a column of doubles without one by their size. */
  private static String content(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return "";
    }
    return column instanceof DoubleColumn doubles && isPlain(doubles, row)
        ? digits(doubles, row)
        : column.getString(row);
  }

  /** Whether a number is printed as it would be by a column without a formatter of its own. */
  private static boolean isPlain(DoubleColumn column, int row) {
    DoubleColumn plain = DoubleColumn.create("", new double[] {column.getDouble(row)});
    return column.getString(row).equals(plain.getString(0));
  }

  /**
   * With four significant digits. All numbers of a column have equally many digits after the point,
   * so that they can be compared, unless small ones would lose theirs.
   */
  private static String digits(DoubleColumn column, int row) {
    double value = column.getDouble(row);
    double[] sizes = DoubleStream.of(column.asDoubleArray()).map(Math::abs).toArray();
    if (DoubleStream.of(sizes).allMatch(v -> Double.isNaN(v) || (v == Math.rint(v) && v < 1e7))) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    double largest = DoubleStream.of(sizes).filter(v -> v > 0).max().orElse(1);
    double smallest = DoubleStream.of(sizes).filter(v -> v > 0).min().orElse(1);
    boolean alike = largest <= 1e2 * smallest && largest >= 1e-3 && largest < 1e7;
    return significant(value, alike ? largest : Math.abs(value));
  }

  /** With as many digits after the point as a number of this size has among its first four. */
  private static String significant(double value, double size) {
    if (size > 0 && (size < 1e-4 || size >= 1e7)) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    int before = size > 0 ? (int) Math.ceil(Math.log10(size)) : 0;
    return String.format(Locale.ROOT, "%." + Math.max(0, 4 - before) + "f", value);
  }
}
