package gradus.training;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The range in which a hyper-parameter is searched.
 *
 * @param name of the hyper-parameter
 * @param low its least value
 * @param high its greatest value
 * @param logarithmic whether it is uniform in the logarithm: for a learning rate, 0.001 to 0.01 is
 *     then as likely as 0.01 to 0.1
 */
public record Range(String name, double low, double high, boolean logarithmic) {
  public Range {
    boolean finite = Double.isFinite(low) && Double.isFinite(high);
    if (!(low < high) || !finite || (logarithmic && low <= 0)) {
      throw new IllegalArgumentException(
          "%s from %s to %s%s; expected less to more%s"
              .formatted(
                  name,
                  low,
                  high,
                  logarithmic ? " in factors" : "",
                  logarithmic ? ", both above 0" : ""));
    }
  }

  /** Uniform between the bounds, for example for a probability. */
  public static Range linear(String name, double low, double high) {
    return new Range(name, low, high, false);
  }

  /** Uniform in the logarithm between the bounds, for example for a learning rate. */
  public static Range logarithmic(String name, double low, double high) {
    return new Range(name, low, high, true);
  }

  /** A value at random. */
  public double draw(RandomGenerator random) {
    return at(random.nextDouble());
  }

  /**
   * Evenly spaced values from the lowest to the highest; a single one is in the middle.
   *
   * @throws IllegalArgumentException if the number is below 1
   */
  public double[] points(int number) {
    if (number < 1) {
      throw new IllegalArgumentException(
          "a grid has at least one point of %s, got %d".formatted(name, number));
    }
    return IntStream.range(0, number)
        .mapToDouble(i -> number == 1 ? at(0.5) : at(i / (number - 1.0)))
        .toArray();
  }

  /** A part of this range around a value, moved where it would stick out. */
  public Range around(double value, double share) {
    double middle = Math.clamp(place(value), share / 2, 1 - share / 2);
    return new Range(name, at(middle - share / 2), at(middle + share / 2), logarithmic);
  }

  /** The value at a place between 0 and 1. */
  private double at(double place) {
    double value = logarithmic ? low * Math.pow(high / low, place) : low + (high - low) * place;
    return Math.clamp(value, low, high);
  }

  private double place(double value) {
    return logarithmic
        ? Math.log(value / low) / Math.log(high / low)
        : (value - low) / (high - low);
  }
}
