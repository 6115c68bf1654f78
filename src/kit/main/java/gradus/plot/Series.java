package gradus.plot;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Series of numbers, as charts and {@link MeanAndStd} take them, and lists of records for {@link
 * Tables}, from a function of each number or element.
 *
 * <pre>{@code
 * double[] losses = Series.of(history.steps(), Step::batchLoss);
 * double lowest = Series.min(losses);
 * List<Tried> tried = Series.list(ks, k -> new Tried(k, accuracy(k)));
 * }</pre>
 */
public final class Series {
  private Series() {}

  /** f(0), f(1), …, f(count − 1). */
  public static double[] of(int count, IntToDoubleFunction f) {
    return IntStream.range(0, count).mapToDouble(f).toArray();
  }

  /** f of each number, in their order. */
  public static double[] of(int[] numbers, IntToDoubleFunction f) {
    return IntStream.of(numbers).mapToDouble(f).toArray();
  }

  /** A number of each element, in their order. */
  public static <T> double[] of(Collection<T> elements, ToDoubleFunction<? super T> f) {
    return elements.stream().mapToDouble(f).toArray();
  }

  /** f(0), f(1), …, f(count − 1). */
  public static <R> List<R> list(int count, IntFunction<R> f) {
    return IntStream.range(0, count).mapToObj(f).toList();
  }

  /** f of each number, in their order. */
  public static <R> List<R> list(int[] numbers, IntFunction<R> f) {
    return IntStream.of(numbers).mapToObj(f).toList();
  }

  /** The numbers, such as indices, by the key of each: the smallest first, equal ones as before. */
  public static int[] sortedBy(int[] numbers, IntToDoubleFunction key) {
    return IntStream.of(numbers)
        .boxed()
        .sorted(Comparator.comparingDouble(key::applyAsDouble))
        .mapToInt(i -> i)
        .toArray();
  }

  /**
   * The arithmetic mean.
   *
   * @throws IllegalArgumentException if there is no value
   */
  public static double mean(double... values) {
    return nonEmpty(values).average().orElseThrow();
  }

  /**
   * The smallest value; NaN if one is.
   *
   * @throws IllegalArgumentException if there is no value
   */
  public static double min(double... values) {
    return nonEmpty(values).min().orElseThrow();
  }

  /**
   * The largest value; NaN if one is.
   *
   * @throws IllegalArgumentException if there is no value
   */
  public static double max(double... values) {
    return nonEmpty(values).max().orElseThrow();
  }

  private static DoubleStream nonEmpty(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("of no values there is no mean, smallest or largest one");
    }
    return DoubleStream.of(values);
  }

  /**
   * {@code count} numbers from the first to the last at equal distances; the first if it is one.
   */
  public static double[] linspace(double first, double last, int count) {
    requirePoints(count);
    return of(count, i -> first + (last - first) * share(i, count));
  }

  /** {@code count} numbers from the first to the last at equal factors; both are above 0. */
  public static double[] logspace(double first, double last, int count) {
    requirePoints(count);
    if (first <= 0 || last <= 0) {
      throw new IllegalArgumentException(
          "equal factors lead from a number above 0 to another, received %s and %s"
              .formatted(first, last));
    }
    return of(count, i -> first * Math.pow(last / first, share(i, count)));
  }

  private static double share(int i, int count) {
    return count == 1 ? 0 : i / (count - 1.0);
  }

  /** The means of every {@code width} values in a row; a rest of fewer values is left out. */
  public static double[] means(double[] values, int width) {
    if (width < 1) {
      throw new IllegalArgumentException("a mean is of at least 1 value, received " + width);
    }
    return of(
        values.length / width, i -> mean(Arrays.copyOfRange(values, i * width, (i + 1) * width)));
  }

  private static void requirePoints(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a series has at least 1 point, received " + count);
    }
  }
}
