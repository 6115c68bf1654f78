package gradus.plot;

import gradus.tensor.Tensor;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Distributions in rows and columns, such as what each layer of a network puts out at several steps
 * of its training.
 *
 * <p>All share one axis. Each is drawn as high as its cell, with its standard deviation beside it;
 * values beyond an end of the axis are gathered in a vermillion bar at that end.
 *
 * <pre>{@code
 * show(Histograms.of("ReLU", "layer", 0, 3).column("He", outputs).column("σ = 0.01", others));
 * }</pre>
 *
 * @param row what the rows are; they are numbered from 1
 * @param low the left end of the axis
 * @param high the right end of the axis
 */
public record Histograms(String title, String row, double low, double high, List<Column> columns)
    implements Drawing {
  private static final int BARS = 48;
  private static final int BAR = 3;
  private static final int HEIGHT = 40;
  private static final int GAP = 14;
  private static final int LINE = 20;
  private static final int TOP = 2 * LINE + 8;

  /** Samples below one another. */
  public record Column(String name, List<Sample> samples) {}

  /**
   * One distribution.
   *
   * @param shares of the values below the axis, in each of its parts, and above it
   * @param std the standard deviation
   */
  @SuppressWarnings("ArrayRecordComponent") // drawn, compared by nobody
  public record Sample(double[] shares, double std) {
    static Sample of(double[] values, double low, double high) {
      double[] shares = new double[BARS + 2];
      for (double value : values) {
        if (Double.isNaN(value)) {
          continue;
        }
        int bar = value == high ? BARS - 1 : (int) Math.floor((value - low) / (high - low) * BARS);
        shares[Math.clamp(bar, -1, BARS) + 1] += 1.0 / values.length;
      }
      return new Sample(shares, MeanAndStd.of(values).std());
    }

    private double highest() {
      return Arrays.stream(shares).max().orElse(1);
    }
  }

  public Histograms {
    columns = List.copyOf(columns);
  }

  /** No distributions yet. */
  public static Histograms of(String title, String row, double low, double high) {
    if (!(low < high)) {
      throw new IllegalArgumentException(
          "an axis runs from a lower to a higher number, received %s and %s".formatted(low, high));
    }
    return new Histograms(title, row, low, high, List.of());
  }

  /** These and one more column, with one distribution for each row. */
  public Histograms column(String name, List<Tensor> rows) {
    List<Column> more = new ArrayList<>(columns);
    more.add(new Column(name, rows.stream().map(x -> Sample.of(x.toArray(), low, high)).toList()));
    return new Histograms(title, row, low, high, more);
  }

  @Override
  public int width() {
    return left() + columns.size() * (cellWidth() + GAP);
  }

  @Override
  public int height() {
    int rows = columns.stream().mapToInt(column -> column.samples.size()).max().orElse(0);
    return TOP + rows * (HEIGHT + GAP) + LINE;
  }

  @Override
  public String description() {
    return "histograms: " + title;
  }

  @Override
  public void draw(Graphics2D g) {
    g.setFont(HouseTheme.TITLE);
    g.setColor(Palette.GREY);
    g.drawString(title, left(), 18);
    g.setFont(HouseTheme.TEXT);
    for (int j = 0; j < columns.size(); j++) {
      int x = left() + j * (cellWidth() + GAP);
      Column column = columns.get(j);
      g.setColor(Palette.GREY);
      centre(g, column.name, x + cellWidth() / 2, LINE + 18);
      for (int i = 0; i < column.samples.size(); i++) {
        draw(g, column.samples.get(i), x, bottom(i));
      }
      drawAxis(g, x, bottom(column.samples.size() - 1) + 15);
    }
    drawRowNames(g);
  }

  private void draw(Graphics2D g, Sample sample, int x, int bottom) {
    double[] shares = sample.shares;
    for (int bar = 0; bar < shares.length; bar++) {
      boolean inside = bar > 0 && bar < shares.length - 1;
      int height = (int) Math.ceil(HEIGHT * shares[bar] / sample.highest());
      g.setColor(inside ? Palette.BLUE : Palette.VERMILLION);
      g.fillRect(x + bar * BAR, bottom - height, BAR, height);
    }
    g.setColor(Palette.GRID);
    g.fillRect(x, bottom, cellWidth(), 1);
    g.setColor(Palette.GREY);
    g.drawString("σ " + text(sample.std), x + BAR + 2, bottom - HEIGHT + 10);
  }

  private void drawAxis(Graphics2D g, int x, int y) {
    g.setColor(Palette.GREY);
    centre(g, text(low), x + BAR + 4, y);
    centre(g, text(high), x + cellWidth() - BAR - 4, y);
    if (low < 0 && high > 0) {
      double share = -low / (high - low);
      centre(g, "0", x + BAR + (int) Math.round(share * BARS * BAR), y);
    }
  }

  private void drawRowNames(Graphics2D g) {
    g.setColor(Palette.GREY);
    int rows = columns.isEmpty() ? 0 : columns.getFirst().samples.size();
    for (int i = 0; i < rows; i++) {
      g.drawString("%s %d".formatted(row, i + 1), 0, bottom(i) - HEIGHT / 2 + 5);
    }
  }

  private static String text(double value) {
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1000) {
      return "%d".formatted((long) value).replace('-', '−');
    }
    return String.format(Locale.ROOT, size < 0.01 || size >= 1000 ? "%.0e" : "%.2f", value);
  }

  private int left() {
    return 7 * (row.length() + 3) + 6;
  }

  private static int cellWidth() {
    return BAR * (BARS + 2);
  }

  private static int bottom(int row) {
    return TOP + row * (HEIGHT + GAP) + HEIGHT;
  }

  private static void centre(Graphics2D g, String text, int x, int y) {
    FontMetrics font = g.getFontMetrics();
    g.drawString(text, x - font.stringWidth(text) / 2, y);
  }
}
