package gradus.plot;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The numbers that an axis names. */
final class Ticks {
  /** A logarithmic axis of more powers of ten than this names only some of them. */
  private static final int MOST_POWERS = 8;

  /** With fewer marks than this, an axis is hard to read. */
  private static final int FEWEST = 3;

  private Ticks() {}

  /** About this number of multiples of 1, 2 or 5 times a power of ten, from low to high. */
  static double[] round(double low, double high, int count) {
    double rough = (high - low) / Math.max(1, count);
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step =
        power
            * DoubleStream.of(1, 2, 5, 10)
                .filter(s -> s * power >= 0.8 * rough)
                .findFirst()
                .orElse(10);
    return LongStream.rangeClosed((long) Math.ceil(low / step), (long) Math.floor(high / step))
        .mapToDouble(i -> i == 0 ? 0 : i * step)
        .toArray();
  }

  /**
   * The powers of ten from low to high; where these are few, twice and five times of them too, and
   * for less than a power of ten round numbers.
   */
  static double[] logarithmic(double low, double high) {
    int first = (int) Math.floor(Math.log10(low));
    int last = (int) Math.ceil(Math.log10(high));
    int stride = Math.ceilDiv(last - first + 1, MOST_POWERS);
    double[] powers = between(low, high, first, last, stride, 1);
    if (powers.length >= FEWEST) {
      return powers;
    }
    double[] more = between(low, high, first, last, 1, 1, 2, 5);
    return more.length >= FEWEST ? more : round(low, high, 6);
  }

  private static double[] between(
      double low, double high, int first, int last, int stride, double... factors) {
    double tolerance = 1 + 1e-9;
    return IntStream.rangeClosed(first, last)
        .filter(exponent -> exponent % stride == 0)
        .boxed()
        .flatMapToDouble(e -> Arrays.stream(factors).map(factor -> factor * Math.pow(10, e)))
        .filter(value -> value * tolerance >= low && value <= high * tolerance)
        .toArray();
  }
}
