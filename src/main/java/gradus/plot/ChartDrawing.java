package gradus.plot;

import java.awt.Graphics2D;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;

/** A chart of XChart as a drawing. */
record ChartDrawing(Chart<?, ?> chart) implements Drawing {
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
    xy.paint(g, width(), height());
    xy.getStyler().setXAxisMax((Double) null);
  }

  @Override
  public String description() {
    return "a chart: " + chart.getTitle();
  }
}
