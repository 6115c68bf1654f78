package gradus.check;

import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/**
 * A function of a tensor near one point, from which slopes are taken.
 *
 * <p>The slope is the central difference s(h) = (f(x + h) − f(x − h)) / 2h, extrapolated from two
 * steps to (4s(h/2) − s(h)) / 3, whose error falls with h⁴ (Richardson, 1911). A smooth function
 * bends by h·f″ within a step and half as much within half of it; one that does not has a kink
 * there. A smaller step avoids it where possible.
 */
final class NumericalGradient {
  private static final double[] STEPS = {1e-4, 1e-5, 1e-6};

  /** A step so small that the function changes by little more than its rounding. */
  private static final double TINY_STEP = 1e-12;

  private static final int TINY_STEPS = 5;
  private static final double SMALLEST_NOISE = Math.ulp(1.0);

  /** The tolerance for two sums of the same numbers. */
  private static final double SAME = 1e-9;

  /** How many standard deviations of noise a slope and a bend may show. */
  private static final double CAUTION = 7;

  private final DoubleSupplier function;
  private final double center;
  private final double noise;

  /**
   * A slope at one point.
   *
   * @param value the slope
   * @param allowance the amount by which rounding alone may have changed it
   * @param kink whether there is no slope: it differs from side to side at every step
   */
  record Slope(double value, double allowance, boolean kink) {}

  /** The function of x, which reads x each time it is called. */
  NumericalGradient(Tensor x, DoubleSupplier function, RandomGenerator random) {
    this.function = function;
    center = function.getAsDouble();
    requireSlopes(center, function.getAsDouble());
    noise = Math.max(noise(along(x, direction(x, random))), SMALLEST_NOISE * Math.abs(center));
  }

  /** Refuses a value that is not a number, or that differs from call to call. */
  private static void requireSlopes(double value, double again) {
    if (!Double.isFinite(value)) {
      throw new AssertionError(
          "what comes out adds up to %s, which has no gradient; look for a division by zero, a logarithm of what is not positive or an exponential that overflows"
              .formatted(value));
    }
    if (!(Math.abs(again - value) <= SAME * Math.max(1, Math.abs(value)))) {
      throw new AssertionError(
          "the same input gives %s and then %s, which has no gradient; take all randomness from the mode, Mode.Training(random), and leave what was given as it was"
              .formatted(value, again));
    }
  }

  /** A random direction of length 1. */
  static Tensor direction(Tensor x, RandomGenerator random) {
    Tensor direction = Tensor.gaussian(x.precision(), x.shape(), 1, random);
    return direction.times(1 / Math.sqrt(direction.dot(direction)));
  }

  /** Moves x along a direction, by a distance from where it is now. */
  static DoubleConsumer along(Tensor x, Tensor direction) {
    Tensor start = x.copy();
    return distance -> {
      x.assign(start);
      x.addInPlace(distance, direction);
    };
  }

  /** Moves one element of x, by a distance from where it is now. */
  static DoubleConsumer element(Tensor x, int index) {
    double start = x.get(index);
    return distance -> x.set(index, start + distance);
  }

  /** The slope along a move of x; x is the same afterwards. */
  Slope slope(DoubleConsumer move) {
    Slope slope = slope(move, STEPS[0]);
    for (int i = 1; i < STEPS.length && slope.kink(); i++) {
      slope = slope(move, STEPS[i]);
    }
    move.accept(0);
    return slope;
  }

  private Slope slope(DoubleConsumer move, double h) {
    double right = at(move, h);
    double left = at(move, -h);
    double nearRight = at(move, h / 2);
    double nearLeft = at(move, -h / 2);
    double bend = (right - 2 * center + left) / h;
    double nearBend = (nearRight - 2 * center + nearLeft) / (h / 2);
    // Independent errors of f with deviation σ reach the slope as 1.9σ/h, the bends as 10.1σ/h.
    boolean kink = !(Math.abs(bend - 2 * nearBend) <= CAUTION * 10.1 * noise / h);
    double slope = (4 * (nearRight - nearLeft) / h - (right - left) / (2 * h)) / 3;
    return new Slope(slope, CAUTION * 1.9 * noise / h, kink);
  }

  private double at(DoubleConsumer move, double distance) {
    move.accept(distance);
    return function.getAsDouble();
  }

  /** The standard deviation of rounding: second differences over tiny steps show nothing else. */
  private double noise(DoubleConsumer move) {
    double[] values = new double[2 * TINY_STEPS + 1];
    for (int i = 0; i < values.length; i++) {
      values[i] = at(move, (i - TINY_STEPS) * TINY_STEP);
    }
    move.accept(0);
    double[] seconds = new double[values.length - 2];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = Math.abs(values[i] - 2 * values[i + 1] + values[i + 2]);
    }
    Arrays.sort(seconds);
    // A second difference has √6 times the deviation, and its median is two thirds of that.
    return seconds[seconds.length / 2] / (0.67 * Math.sqrt(6));
  }
}
