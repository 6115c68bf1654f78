package gradus.plot;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.series.Series;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** A chart of XChart as a drawing; its legend stands beside the data, never over them. */
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
    LegendPosition position = chart.getStyler().getLegendPosition();
    if (layout == LegendLayout.Horizontal && legendWidth(g) > width()) {
      chart.getStyler().setLegendLayout(LegendLayout.Vertical);
    }
    if (position.name().startsWith("Inside")) {
      chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    }
    try {
      paint(g);
    } finally {
      chart.getStyler().setLegendLayout(layout).setLegendPosition(position);
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
    switch (chart) {
      case XYChart xy -> new AxesDrawing(xy).paint(g, width(), height());
      case CategoryChart bars -> paintBars(bars, g);
      default -> chart.paint(g, width(), height());
    }
  }

  private void paintBars(CategoryChart bars, Graphics2D g) {
    AxisSettings before = AxisSettings.of(bars.getStyler());
    try {
      if (before.yText() == null && bars.getStyler().getYAxisDecimalPattern() == null) {
        bars.getStyler().setyAxisTickLabelsFormattingFunction(TickText::of);
      }
      bars.paint(g, width(), height());
    } finally {
      before.restore(bars.getStyler());
    }
  }

  @Override
  public String description() {
    return "a chart: " + chart.getTitle();
  }
}
