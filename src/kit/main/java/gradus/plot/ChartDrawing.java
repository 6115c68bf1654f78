package gradus.plot;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.series.Series;
import org.knowm.xchart.style.Styler.LegendLayout;

/** A chart of XChart as a drawing. */
record ChartDrawing(Chart<?, ?> chart) implements Drawing {
  /** The width of a legend's entry beside its words: a piece of the line, and gaps. */
  private static final int SAMPLE = 52;

  @Override
  public int width() {
    return chart.getWidth();
  }

  @Override
  public int height() {
    return chart.getHeight();
  }

  @Override
  public void draw(Graphics2D g) {
    LegendLayout layout = chart.getStyler().getLegendLayout();
    if (layout == LegendLayout.Horizontal && legendWidth(g) > width()) {
      chart.getStyler().setLegendLayout(LegendLayout.Vertical);
    }
    try {
      paint(g);
    } finally {
      chart.getStyler().setLegendLayout(layout);
    }
  }

  /** About the width of XChart's legend in one line; a wider one than the chart is cut off. */
  private int legendWidth(Graphics2D g) {
    FontMetrics metrics = g.getFontMetrics(chart.getStyler().getLegendFont());
    return chart.getSeriesMap().values().stream()
        .filter(Series::isShowInLegend)
        .mapToInt(series -> SAMPLE + metrics.stringWidth(series.getLabel()))
        .sum();
  }

  private void paint(Graphics2D g) {
    if (chart instanceof XYChart xy && xy.getStyler().getXAxisMax() == null) {
      drawWithRoundLabels(xy, g);
    } else {
      chart.paint(g, width(), height());
    }
  }

  /**
   * Of equally spaced values XChart labels every n-th, such as 1, 13, 25; an end of the axis that
   * is none of them makes it choose round numbers.
   */
  private void drawWithRoundLabels(XYChart xy, Graphics2D g) {
    double[] xs =
        xy.getSeriesMap().values().stream()
            .flatMapToDouble(series -> DoubleStream.of(series.getXData()))
            .toArray();
    double low = DoubleStream.of(xs).min().orElse(0);
    double high = DoubleStream.of(xs).max().orElse(1);
    xy.getStyler().setXAxisMax(high + (high - low) * 1e-3);
    try {
      xy.paint(g, width(), height());
    } finally {
      xy.getStyler().setXAxisMax((Double) null);
    }
  }

  @Override
  public String description() {
    return "a chart: " + chart.getTitle();
  }
}
