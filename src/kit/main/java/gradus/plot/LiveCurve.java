package gradus.plot;

import gradus.plot.display.MimeBundle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;

/**
 * A chart that grows while something runs and is a still picture once it is closed.
 *
 * <pre>{@code
 * try (var curve = LiveCurve.of("SVM", "step", "loss")) {
 *   for (int step = 0; step < steps; step++) {
 *     curve.add("training", step, trainStep());
 *   }
 * }
 * }</pre>
 */
public final class LiveCurve implements AutoCloseable {
  /** More points than a screen has columns only make the picture heavy. */
  private static final int MOST_POINTS = 1_000;

  private final XYChart chart;
  private final Map<String, Curve> curves = new LinkedHashMap<>();
  private final RateLimiter redraws = new RateLimiter();
  private final Show.Live live;

  /** The points of one series so far. */
  private record Curve(List<Double> x, List<Double> y) {}

  private LiveCurve(XYChart chart) {
    this.chart = chart;
    this.live = Show.live(MimeBundle.text(chart.getTitle() + ": waiting for the first values"));
  }

  /** Opens an empty chart under the running cell. */
  public static LiveCurve of(String title, String xTitle, String yTitle) {
    return new LiveCurve(Charts.lines(title, xTitle, yTitle));
  }

  /**
   * Adds a point to a series; a value that is not finite, as of a run that diverged, leaves a gap.
   */
  public void add(String series, double x, double y) {
    Curve curve =
        curves.computeIfAbsent(series, name -> new Curve(new ArrayList<>(), new ArrayList<>()));
    curve.x.add(x);
    curve.y.add(Double.isFinite(y) ? y : Double.NaN);
    if (redraws.permits()) {
      live.update(chart());
    }
  }

  /** The chart as it is now, to be styled further or shown again. */
  public XYChart chart() {
    curves.forEach(this::draw);
    return chart;
  }

  private void draw(String name, Curve curve) {
    int stride = Math.ceilDiv(curve.x.size(), MOST_POINTS);
    List<Double> x = everyNth(curve.x, stride);
    List<Double> y = everyNth(curve.y, stride);
    if (chart.getSeriesMap().containsKey(name)) {
      chart.updateXYSeries(name, x, y, null);
    } else {
      chart.addSeries(name, x, y);
    }
  }

  private static List<Double> everyNth(List<Double> values, int stride) {
    var chosen = new ArrayList<Double>();
    for (int i = 0; i < values.size(); i += stride) {
      chosen.add(values.get(i));
    }
    return chosen;
  }

  /** Draws the chart a last time. */
  @Override
  public void close() {
    if (!curves.isEmpty()) {
      live.update(chart());
    }
  }
}
