package gradus.plot;

import java.util.stream.IntStream;

/** Series of numbers for the axes of charts. */
public final class Series {
  private Series() {}

  /**
   * {@code count} numbers from the first to the last at equal distances; the first if it is one.
   */
  public static double[] linspace(double first, double last, int count) {
    requirePoints(count);
    return IntStream.range(0, count)
        .mapToDouble(i -> first + (last - first) * share(i, count))
        .toArray();
  }

  /** {@code count} numbers from the first to the last at equal factors; both are above 0. */
  public static double[] logspace(double first, double last, int count) {
    requirePoints(count);
    if (first <= 0 || last <= 0) {
      throw new IllegalArgumentException(
          "equal factors lead from a number above 0 to another, received %s and %s"
              .formatted(first, last));
    }
    return IntStream.range(0, count)
        .mapToDouble(i -> first * Math.pow(last / first, share(i, count)))
        .toArray();
  }

  private static double share(int i, int count) {
    return count == 1 ? 0 : i / (count - 1.0);
  }

  /** The means of every {@code width} values in a row; a rest of fewer values is left out. */
  public static double[] means(double[] values, int width) {
    if (width < 1) {
      throw new IllegalArgumentException("a mean is of at least 1 value, received " + width);
    }
    return IntStream.range(0, values.length / width)
        .mapToDouble(i -> mean(values, i * width, width))
        .toArray();
  }

  private static double mean(double[] values, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += values[i];
    }
    return sum / count;
  }

  private static void requirePoints(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a series has at least 1 point, received " + count);
    }
  }
}
