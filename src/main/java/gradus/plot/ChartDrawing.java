package gradus.plot;

import java.awt.Graphics2D;
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
    chart.paint(g, width(), height());
  }

  @Override
  public String description() {
    return "a chart: " + chart.getTitle();
  }
}
