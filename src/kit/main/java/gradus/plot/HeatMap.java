package gradus.plot;

import gradus.tensor.Tensor;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.DoubleStream;
import org.ejml.data.DMatrixRMaj;

/** A matrix as colours: few cells with their numbers, or thousands as a picture. */
public final class HeatMap implements Drawing {
  private static final int LINE = 20;
  private static final int SCALE_WIDTH = 84;

  private final DMatrixRMaj values;
  private final Labels labels;
  private final ColorScale scale;
  private final Cell cell;

  /**
   * What is written around the map.
   *
   * @param rowNames beside the rows, or none
   * @param columnNames below the columns, or none
   */
  private record Labels(
      String title,
      String rowTitle,
      String columnTitle,
      List<String> rowNames,
      List<String> columnNames) {}

  /** The size of one cell in pixels, and whether its number is written into it. */
  private record Cell(double width, double height, boolean numbered) {}

  private HeatMap(DMatrixRMaj values, Labels labels, ColorScale scale, Cell cell) {
    this.values = values;
    this.labels = labels;
    this.scale = scale;
    this.cell = cell;
  }

  /** A map of any matrix, without numbers, at most 640×320 pixels large. */
  public static HeatMap of(String title, DMatrixRMaj values) {
    double width = Math.min(640.0 / values.numCols, 40);
    double height = Math.min(320.0 / values.numRows, 40);
    return new HeatMap(
        values,
        new Labels(title, "", "", List.of(), List.of()),
        ColorScale.of(values.data, ""),
        new Cell(width, height, false));
  }

  /**
   * A map whose cells carry their numbers, such as one of hyper-parameters.
   *
   * @param format of the numbers, such as {@code %.2f}
   */
  public static HeatMap of(String title, double[][] values, String format) {
    return of(title, Tensor.of(values), format);
  }

  /** A map of a small tensor's matrix whose cells carry their numbers, such as pixels. */
  public static HeatMap of(String title, Tensor values, String format) {
    var matrix = new DMatrixRMaj(values.rows(), values.columns(), true, values.toArray());
    return new HeatMap(
        matrix,
        new Labels(title, "", "", List.of(), List.of()),
        ColorScale.of(matrix.data, format),
        new Cell(60, 34, true));
  }

  /** The same with a title for the rows and one for the columns. */
  public HeatMap axes(String rows, String columns) {
    return with(new Labels(labels.title, rows, columns, labels.rowNames, labels.columnNames));
  }

  /** The same with a title and a number for the rows and for the columns, such as two rates. */
  public HeatMap axes(String rows, double[] rowValues, String columns, double[] columnValues) {
    return axes(rows, columns).names(texts(rowValues), texts(columnValues));
  }

  private static List<String> texts(double[] values) {
    return DoubleStream.of(values)
        .mapToObj(value -> BigDecimal.valueOf(value).stripTrailingZeros().toPlainString())
        .toList();
  }

  /** The same with a name for each row and each column; an empty list names none. */
  public HeatMap names(List<String> rows, List<String> columns) {
    return with(new Labels(labels.title, labels.rowTitle, labels.columnTitle, rows, columns));
  }

  /** The same with cells of another size, in pixels; below 1 several cells share a dot. */
  public HeatMap cell(double width, double height) {
    return new HeatMap(values, labels, scale, new Cell(width, height, cell.numbered));
  }

  /** The same with the colours spread from {@code low} to {@code high}, to compare two maps. */
  public HeatMap range(double low, double high) {
    return new HeatMap(values, labels, new ColorScale(low, high, scale.format()), cell);
  }

  private HeatMap with(Labels other) {
    return new HeatMap(values, other, scale, cell);
  }

  @Override
  public int width() {
    int title = (int) Math.ceil(GraphNumbers.width(HouseTheme.TITLE, labels.title));
    return left() + Math.max(mapWidth() + SCALE_WIDTH, title);
  }

  @Override
  public int height() {
    int below =
        (labels.columnNames.isEmpty() ? 0 : LINE) + (labels.columnTitle.isEmpty() ? 0 : LINE);
    return top() + mapHeight() + below + 6;
  }

  @Override
  public String description() {
    return "a heat map: " + labels.title;
  }

  @Override
  public void draw(Graphics2D g) {
    g.setFont(HouseTheme.TITLE);
    g.setColor(Palette.GREY);
    g.drawString(labels.title, left(), 18);
    g.setFont(HouseTheme.TEXT);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    var dots = Pictures.colored(values, scale, mapWidth(), mapHeight());
    g.drawImage(dots, left(), top(), mapWidth(), mapHeight(), null);
    if (cell.numbered) {
      drawNumbers(g);
    }
    drawNames(g);
    drawTitles(g);
    scale.draw(g, left() + mapWidth() + 12, top(), Math.min(mapHeight(), 160));
  }

  private void drawNumbers(Graphics2D g) {
    for (int i = 0; i < values.numRows; i++) {
      for (int j = 0; j < values.numCols; j++) {
        double value = values.get(i, j);
        g.setColor(Palette.textOn(scale.color(value)));
        centre(g, scale.text(value), middleX(j), middleY(i));
      }
    }
  }

  private void drawNames(Graphics2D g) {
    g.setColor(Palette.GREY);
    FontMetrics font = g.getFontMetrics();
    for (int i = 0; i < labels.rowNames.size(); i++) {
      String name = labels.rowNames.get(i);
      g.drawString(
          name, left() - 6 - font.stringWidth(name), middleY(i) + font.getAscent() / 2 - 1);
    }
    for (int j = 0; j < labels.columnNames.size(); j++) {
      centre(g, labels.columnNames.get(j), middleX(j), top() + mapHeight() + 11);
    }
  }

  private void drawTitles(Graphics2D g) {
    g.setColor(Palette.GREY);
    centre(g, labels.columnTitle, left() + mapWidth() / 2, height() - 13);
    Graphics2D turned = (Graphics2D) g.create();
    turned.translate(9, top() + mapHeight() / 2);
    turned.rotate(-Math.PI / 2);
    centre(turned, labels.rowTitle, 0, 0);
    turned.dispose();
  }

  private int left() {
    int longest = labels.rowNames.stream().mapToInt(String::length).max().orElse(0);
    return (labels.rowTitle.isEmpty() ? 0 : LINE) + (longest == 0 ? 0 : 7 * longest + 10);
  }

  private int top() {
    return labels.title.isEmpty() ? 4 : 28;
  }

  private int mapWidth() {
    return (int) Math.round(values.numCols * cell.width);
  }

  private int mapHeight() {
    return (int) Math.round(values.numRows * cell.height);
  }

  private int middleX(int column) {
    return left() + (int) Math.round((column + 0.5) * cell.width);
  }

  private int middleY(int row) {
    return top() + (int) Math.round((row + 0.5) * cell.height);
  }

  private static void centre(Graphics2D g, String text, int x, int y) {
    FontMetrics font = g.getFontMetrics();
    g.drawString(text, x - font.stringWidth(text) / 2, y + font.getAscent() / 2 - 1);
  }
}
