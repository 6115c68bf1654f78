package gradus.plot;

import gradus.training.History;
import gradus.training.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/**
 * A chart of XChart with lines or points, to which series are added in the form in which they come.
 *
 * <p>A value that is not finite, as of a run that diverged, leaves a gap. All of XChart's own
 * methods remain, such as {@code getStyler()} and {@code addSeries}.
 */
public final class LineChart extends XYChart {
  LineChart(XYChartBuilder builder) {
    super(builder);
  }

  /** Adds values over their numbers 1, 2, 3, …, such as the loss of each step. */
  public LineChart add(String name, double... y) {
    return add(name, numbers(1, y.length), y);
  }

  /** Adds the points (x, y). */
  public LineChart add(String name, double[] x, double[] y) {
    addSeries(name, x, Arrays.stream(y).map(LineChart::finite).toArray());
    return this;
  }

  /** Adds the points (x, y), such as what was reached with 1, 10 and 100 units. */
  public LineChart add(String name, int[] x, double... y) {
    return add(name, Series.of(x, number -> number), y);
  }

  /** Adds the graph of a function, evaluated at each x. */
  public LineChart add(String name, double[] x, DoubleUnaryOperator f) {
    return add(name, x, Arrays.stream(x).map(f).toArray());
  }

  /** Adds a point for each row, such as each record of a list. */
  public <T> LineChart add(
      String name, List<T> rows, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
    return add(name, Series.of(rows, x), Series.of(rows, y));
  }

  /** Adds the mean of each row as a point, with an error bar of one standard deviation. */
  public <T> LineChart addErrorBars(
      String name, List<T> rows, ToDoubleFunction<T> x, Function<T, MeanAndStd> y) {
    List<MeanAndStd> measured = rows.stream().map(y).toList();
    addSeries(
        name,
        Series.of(rows, x),
        Series.of(measured, MeanAndStd::mean),
        Series.of(measured, MeanAndStd::std));
    return this;
  }

  /** Adds what a run measured after each epoch, under the name of the metric. */
  public LineChart add(History history, Metric metric) {
    return add(metric.toString(), history, metric);
  }

  /** Adds what a run measured after each epoch. */
  public LineChart add(String name, History history, Metric metric) {
    return add(name, history.epochs(), epoch -> (double) epoch.number(), metric::of);
  }

  /**
   * Adds the means of every {@code width} values in a row, over the number of the last of them: a
   * smooth curve through the noisy losses of mini-batches. A rest of fewer values is left out.
   */
  public LineChart addMeans(String name, double[] y, int width) {
    double[] means = Series.means(y, width);
    return add(name, numbers(width, means.length), means);
  }

  /** The first n multiples of a width. */
  private static double[] numbers(int width, int n) {
    return Series.of(n, i -> (i + 1.0) * width);
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }
}
