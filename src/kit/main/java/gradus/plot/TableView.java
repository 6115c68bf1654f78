package gradus.plot;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A table of Tablesaw as HTML: numbers to the right, the first rows of a long one. */
record TableView(Table table) implements Visual {
  private static final int ROWS = 30;

  @Override
  public MimeBundle render() {
    return MimeBundle.html(html(), table.first(ROWS).print());
  }

  private String html() {
    String body =
        IntStream.range(0, Math.min(ROWS, table.rowCount()))
            .mapToObj(row -> cells(row).collect(Collectors.joining("", "<tr>", "</tr>\n")))
            .collect(Collectors.joining());
    return "<table>\n%s<thead><tr>%s</tr></thead>\n<tbody>\n%s</tbody></table>%s"
        .formatted(caption(), heads(), body, rest());
  }

  private String caption() {
    boolean unnamed = table.name() == null || table.name().isBlank();
    return unnamed
        ? ""
        : "<caption style=\"white-space: nowrap\"><b>%s</b></caption>\n"
            .formatted(escape(table.name()));
  }

  private String heads() {
    return table.columns().stream()
        .map(c -> "<th%s>%s</th>".formatted(alignment(c), escape(c.name())))
        .collect(Collectors.joining());
  }

  private Stream<String> cells(int row) {
    return table.columns().stream()
        .map(c -> "<td%s>%s</td>".formatted(alignment(c), escape(content(c, row))));
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

  /** All numbers of a column alike, so that they can be compared digit by digit. */
  private static String digits(DoubleColumn column, int row) {
    double[] all = column.asDoubleArray();
    double largest = DoubleStream.of(all).map(Math::abs).filter(v -> v > 0).max().orElse(0);
    double smallest = DoubleStream.of(all).map(Math::abs).filter(v -> v > 0).min().orElse(0);
    boolean whole = DoubleStream.of(all).allMatch(v -> Double.isNaN(v) || v == Math.rint(v));
    return String.format(Locale.ROOT, format(largest, smallest, whole), column.getDouble(row));
  }

  private static String format(double largest, double smallest, boolean whole) {
    if (largest >= 1e7 || (smallest > 0 && smallest < 1e-4)) {
      return "%.2e";
    }
    return whole ? "%.0f" : largest >= 100 ? "%.1f" : "%.4f";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
