package gradus.plot;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;

/**
 * A chart of XChart with a grid and numbers of our own: round ones from the first point on, whole
 * ones for epochs and steps, and on a logarithmic axis a line for each number that is named, where
 * XChart draws nine for each power of ten.
 */
final class AxesDrawing {
  private static final Color INVISIBLE = new Color(0, 0, 0, 0);

  /** About the distance between two numbers below the plot, and beside it. */
  private static final double BETWEEN_COLUMNS = 80;

  private static final double BETWEEN_ROWS = 42;

  /** Room between the numbers and the plot. */
  private static final int PADDING = 8;

  /** A curve of a single point has no line; this makes it seen. */
  private static final int SINGLE_POINT = 6;

  private final XYChart chart;
  private final AxesChartStyler styler;
  private final AxisSettings settings;
  private final PlotAxis x;
  private final PlotAxis y;

  AxesDrawing(XYChart chart) {
    this.chart = chart;
    styler = chart.getStyler();
    settings = AxisSettings.of(styler);
    x = PlotAxis.of(xs(), settings.xMin(), settings.xMax(), styler.isXAxisLogarithmic());
    y = PlotAxis.of(ys(), settings.yMin(), settings.yMax(), styler.isYAxisLogarithmic());
  }

  private double[] xs() {
    return values(series -> DoubleStream.of(series.getXData()));
  }

  /** With the ends of error bars. */
  private double[] ys() {
    return values(
        series ->
            DoubleStream.concat(
                DoubleStream.of(series.getYData()),
                // of a series without a number, XChart says ±Double.MAX_VALUE
                DoubleStream.of(series.getYMin(), series.getYMax())
                    .filter(end -> Math.abs(end) < Double.MAX_VALUE)));
  }

  private double[] values(Function<XYSeries, DoubleStream> data) {
    return chart.getSeriesMap().values().stream().flatMapToDouble(data).toArray();
  }

  void paint(Graphics2D g, int width, int height) {
    try {
      leaveAxesToUs();
      Graphics2D nowhere = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB).createGraphics();
      chart.paint(nowhere, width, height); // only then XChart knows where the plot is
      nowhere.dispose();
      g.setFont(styler.getAxisTickLabelsFont());
      drawColumns(g);
      drawRows(g);
      chart.paint(g, width, height);
    } finally {
      settings.restore(styler);
    }
  }

  /** XChart keeps room for the numbers but writes none of them, and draws no grid. */
  private void leaveAxesToUs() {
    styler.setXAxisMin(x.low()).setXAxisMax(x.high()).setYAxisMin(y.low()).setYAxisMax(y.high());
    styler.setXAxisTickLabelsColor(INVISIBLE).setYAxisTickLabelsColor(INVISIBLE);
    styler.setPlotGridVerticalLinesVisible(false).setPlotGridHorizontalLinesVisible(false);
    styler.setAxisTickPadding(PADDING);
    if (!y.logarithmic() && settings.yText() == null) {
      styler.setyAxisTickLabelsFormattingFunction(TickText::of);
    }
    if (!x.logarithmic() && settings.xText() == null) {
      styler.setxAxisTickLabelsFormattingFunction(TickText::of);
    }
    if (chart.getSeriesMap().values().stream().allMatch(s -> s.getXData().length <= 1)) {
      styler.setMarkerSize(Math.max(SINGLE_POINT, settings.markerSize()));
    }
  }

  /** From the end of the data to the edge of the plot, as a share of the data's length. */
  private double margin() {
    double share = styler.getPlotContentSize();
    return (1 - share) / 2 / share;
  }

  private void drawColumns(Graphics2D g) {
    double low = chart.getScreenYFromChart(y.low());
    double high = chart.getScreenYFromChart(y.high());
    int bottom = (int) (low + (low - high) * margin());
    int top = (int) (high - (low - high) * margin());
    double length = chart.getScreenXFromChart(x.high()) - chart.getScreenXFromChart(x.low());
    double[] ticks = x.ticks(margin(), (int) (length / BETWEEN_COLUMNS));
    List<String> texts = x.texts(ticks, settings.xText());
    FontMetrics font = g.getFontMetrics();
    for (int i = 0; i < ticks.length; i++) {
      int at = (int) Math.round(chart.getScreenXFromChart(ticks[i]));
      if (settings.verticalLines()) {
        g.setColor(styler.getPlotGridLinesColor());
        g.drawLine(at, top, at, bottom);
      }
      g.setColor(styler.getAxisTickLabelsColor());
      g.drawString(texts.get(i), at - font.stringWidth(texts.get(i)) / 2, bottom + 18);
    }
  }

  private void drawRows(Graphics2D g) {
    double low = chart.getScreenXFromChart(x.low());
    double high = chart.getScreenXFromChart(x.high());
    int left = (int) (low - (high - low) * margin());
    int right = (int) (high + (high - low) * margin());
    double length = chart.getScreenYFromChart(y.low()) - chart.getScreenYFromChart(y.high());
    double[] ticks = y.ticks(margin(), (int) (length / BETWEEN_ROWS));
    List<String> texts = y.texts(ticks, settings.yText());
    FontMetrics font = g.getFontMetrics();
    for (int i = 0; i < ticks.length; i++) {
      int at = (int) Math.round(chart.getScreenYFromChart(ticks[i]));
      if (settings.horizontalLines()) {
        g.setColor(styler.getPlotGridLinesColor());
        g.drawLine(left, at, right, at);
      }
      g.setColor(styler.getAxisTickLabelsColor());
      int begin = left - PADDING - font.stringWidth(texts.get(i));
      g.drawString(texts.get(i), begin, at + font.getAscent() / 2 - 1);
    }
  }
}
