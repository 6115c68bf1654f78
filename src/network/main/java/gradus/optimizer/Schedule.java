package gradus.optimizer;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;

/**
 * The learning rate as a function of the step, counted from 0.
 *
 * <p>All lengths are in steps; {@link #inEpochs} makes them epochs. A schedule does not depend on a
 * run: it can be plotted before one and evaluated at any step.
 */
@FunctionalInterface
public interface Schedule {
  /** The rate at a step. */
  double at(long step);

  /** The same rate always. */
  static Schedule constant(double rate) {
    return named("constant " + rate, step -> rate);
  }

  /**
   * The rate times γ again after every {@code every} steps: rate·γ^⌊step/every⌋.
   *
   * @param every in steps, at least 1, like all lengths of a schedule
   * @throws IllegalArgumentException if it is less
   */
  static Schedule step(double rate, long every, double gamma) {
    Bounds.requireAtLeastOne("every", every);
    return named(
        "%s, ×%s every %d".formatted(rate, gamma, every),
        step -> rate * power(gamma, step / every));
  }

  /** Half the rate again after every {@code every} steps. */
  static Schedule halving(double rate, long every) {
    return step(rate, every, 0.5);
  }

  /** The rate times γ from each of these steps on, in any order. */
  static Schedule multiStep(double rate, double gamma, long... milestones) {
    long[] sorted = milestones.clone();
    Arrays.sort(sorted);
    return named(
        "%s, ×%s at %s".formatted(rate, gamma, Arrays.toString(sorted)),
        step -> rate * power(gamma, Arrays.stream(sorted).filter(m -> m <= step).count()));
  }

  /** The rate times γ at every step: rate·γ^step. */
  static Schedule exponential(double rate, double gamma) {
    return named("%s, ×%s each".formatted(rate, gamma), step -> rate * power(gamma, step));
  }

  /**
   * Half a wave of a cosine from the rate down to 0 over these steps, and 0 from there on
   * (Loshchilov and Hutter, 2017).
   */
  static Schedule cosine(double rate, long steps) {
    Bounds.requireAtLeastOne("steps", steps);
    return named(
        "cosine from %s over %d".formatted(rate, steps),
        step -> rate * (1 + Math.cos(Math.PI * Math.min(step, steps) / steps)) / 2);
  }

  /** In a straight line from the rate at step 0 down to 0 at this step, and 0 from there on. */
  static Schedule linear(double rate, long steps) {
    Bounds.requireAtLeastOne("steps", steps);
    return named(
        "linear from %s over %d".formatted(rate, steps),
        step -> rate * Math.max(0, steps - step) / steps);
  }

  /**
   * Up from low to high and down again, again and again (Smith, 2017).
   *
   * @param period steps from one low point to the next, at least 1
   */
  static Schedule triangular(double low, double high, long period) {
    Bounds.requireAtLeastOne("period", period);
    return named(
        "triangular from %s to %s every %d".formatted(low, high, period),
        step -> {
          double phase = (double) (step % period) / period;
          return low + (high - low) * (1 - Math.abs(2 * phase - 1));
        });
  }

  /**
   * One cycle: from 0 straight up to the rate at the peak, and straight down to 0 at the end (Smith
   * and Topin, 2018).
   *
   * @throws IllegalArgumentException if the peak is not between the first step and the last
   */
  static Schedule oneCycle(double rate, long peak, long steps) {
    if (peak < 1 || peak >= steps) {
      throw new IllegalArgumentException(
          "one cycle of %d steps has its peak between 1 and %d, got %d"
              .formatted(steps, steps - 1, peak));
    }
    return named(
        "one cycle to %s at %d of %d".formatted(rate, peak, steps),
        step ->
            step < peak ? rate * step / peak : rate * Math.max(0, steps - step) / (steps - peak));
  }

  /** This schedule, reached in a straight line over the first steps: full at the last of them. */
  default Schedule withWarmUp(long steps) {
    Bounds.requireAtLeastOne("steps", steps);
    return named(
        "%s, warm-up %d".formatted(this, steps),
        step -> at(step) * Math.min(1, (step + 1.0) / steps));
  }

  /** This schedule with all its lengths in epochs: it changes only between them. */
  default Schedule inEpochs(long stepsPerEpoch) {
    Bounds.requireAtLeastOne("steps per epoch", stepsPerEpoch);
    return named(
        "%s, in epochs of %d".formatted(this, stepsPerEpoch), step -> at(step / stepsPerEpoch));
  }

  private static double power(double gamma, long times) {
    return Math.pow(gamma, (double) times);
  }

  private static Schedule named(String name, LongToDoubleFunction rate) {
    return new Schedule() {
      @Override
      public double at(long step) {
        return rate.applyAsDouble(step);
      }

      @Override
      public String toString() {
        return name;
      }
    };
  }
}
