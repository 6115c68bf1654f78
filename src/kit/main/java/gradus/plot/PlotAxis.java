package gradus.plot;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * One axis of a chart: what it shows, and the numbers that it names.
 *
 * @param whole whether all data are whole numbers, such as those of epochs, between which the axis
 *     names nothing
 */
record PlotAxis(double low, double high, boolean logarithmic, boolean whole) {
  /**
   * The axis of these data; around a single value, whose axis would otherwise have no length.
   *
   * @param min where its author lets the axis begin, or null
   * @param max where its author lets it end, or null
   */
  static PlotAxis of(
      double[] data, @Nullable Double min, @Nullable Double max, boolean logarithmic) {
    double[] finite = Arrays.stream(data).filter(Double::isFinite).toArray();
    double least = min != null ? min : DoubleStream.of(finite).min().orElse(0);
    double most = max != null ? max : DoubleStream.of(finite).max().orElse(1);
    double around = most > least ? 0 : Math.max(0.5, Math.abs(least) / 10);
    double low = logarithmic && around > 0 ? least / 2 : least - around;
    double high = logarithmic && around > 0 ? most * 2 : most + around;
    boolean whole = DoubleStream.of(finite).allMatch(v -> v == Math.rint(v));
    return new PlotAxis(low, high, logarithmic, whole);
  }

  /**
   * The numbers it names.
   *
   * @param margin how far the plot reaches beyond the data, as a share of their length
   * @param count about how many
   */
  double[] ticks(double margin, int count) {
    if (logarithmic) {
      return Ticks.logarithmic(low, high);
    }
    double beyond = (high - low) * margin;
    double[] ticks = Ticks.round(low - beyond, high + beyond, count);
    return whole ? DoubleStream.of(ticks).filter(v -> isWhole(v)).toArray() : ticks;
  }

  private static boolean isWhole(double value) {
    return Math.abs(value - Math.rint(value)) < 1e-9;
  }

  /** The numbers as texts, as its author wants them or as short as they can be. */
  List<String> texts(double[] ticks, @Nullable Function<Double, String> author) {
    if (author != null) {
      return DoubleStream.of(ticks).boxed().map(author).toList();
    }
    return logarithmic
        ? DoubleStream.of(ticks).mapToObj(TickText::of).toList()
        : TickText.of(ticks);
  }
}
