package gradus.plot;

import java.util.Locale;
import java.util.stream.Collectors;
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
    return unnamed ? "" : "<caption><b>%s</b></caption>\n".formatted(escape(table.name()));
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

  /** As the column's own formatter says; a plain column of doubles with four digits. */
  private static String content(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return "";
    }
    return column instanceof DoubleColumn doubles && isPlain(doubles, row)
        ? digits(doubles.getDouble(row))
        : column.getString(row);
  }

  /** Whether a number is printed as it would be by a column without a formatter of its own. */
  private static boolean isPlain(DoubleColumn column, int row) {
    DoubleColumn plain = DoubleColumn.create("", new double[] {column.getDouble(row)});
    return column.getString(row).equals(plain.getString(0));
  }

  static String digits(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e7) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    double size = Math.abs(value);
    return size >= 1e-3 && size < 1e5
        ? String.format(Locale.ROOT, size >= 100 ? "%.1f" : "%.4f", value)
        : String.format(Locale.ROOT, "%.2e", value);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
