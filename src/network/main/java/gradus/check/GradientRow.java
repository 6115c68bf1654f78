package gradus.check;

import gradus.check.NumericalGradient.Slope;
import gradus.tensor.Seed;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * The result of a gradient check for one tensor, at its elements or along random directions.
 *
 * @param name the name of the tensor
 * @param along whether elements were varied or directions
 * @param error the largest relative error
 * @param excess the same beyond rounding
 * @param place the element, or the number of the direction, with that error
 * @param received the gradient there
 * @param expected the central difference there
 * @param allowance the amount by which rounding can have changed the expected value
 * @param checked the number of slopes compared
 * @param kinks the number left out because the function has a kink there
 */
public record GradientRow(
    String name,
    String along,
    double error,
    double excess,
    String place,
    double received,
    double expected,
    double allowance,
    int checked,
    int kinks) {
  static final String HEADER =
      "%-16s %-10s %8s %8s %14s %13s %13s %8s %6s%n"
          .formatted(
              "gradient of",
              "along",
              "error",
              "excess",
              "worst at",
              "received",
              "expected",
              "checked",
              "kinks");
  private static final String ELEMENTS = "elements";
  private static final double SMALLEST = 1e-8;
  private static final int MOST_ELEMENTS = 200;
  private static final int DIRECTIONS = 5;

  /** Compares a gradient at up to 200 elements, spread over the tensor, and in 5 directions. */
  static List<GradientRow> of(
      String name, Tensor x, Tensor gradient, DoubleSupplier function, Seed seed) {
    if (!gradient.shape().equals(x.shape())) {
      throw new AssertionError(
          "the gradient of %s has shape %s, expected %s; did you forget a transpose or a sum?"
              .formatted(name, gradient.shape(), x.shape()));
    }
    if (x.size() == 0) {
      return List.of();
    }
    NumericalGradient slopes = new NumericalGradient(x, function, seed.stream("noise"));
    int[] sample = sample(x.size(), seed.stream("elements"));
    RandomGenerator random = seed.stream("directions");
    Tensor[] directions = new Tensor[DIRECTIONS];
    for (int i = 0; i < DIRECTIONS; i++) {
      directions[i] = NumericalGradient.direction(x, random);
    }
    return List.of(
        worst(
            name,
            ELEMENTS,
            sample.length,
            i -> Index.of(x.shape(), sample[i]),
            i -> gradient.get(sample[i]),
            i -> slopes.slope(NumericalGradient.element(x, sample[i]))),
        worst(
            name,
            "directions",
            DIRECTIONS,
            i -> "direction " + i,
            i -> gradient.dot(directions[i]),
            i -> slopes.slope(NumericalGradient.along(x, directions[i]))));
  }

  /** One random index from each of up to 200 intervals of equal length. */
  private static int[] sample(int size, RandomGenerator random) {
    int[] sample = new int[Math.min(size, MOST_ELEMENTS)];
    double stretch = (double) size / sample.length;
    for (int i = 0; i < sample.length; i++) {
      sample[i] = (int) ((i + random.nextDouble()) * stretch);
    }
    return sample;
  }

  private static GradientRow worst(
      String name,
      String along,
      int count,
      IntFunction<String> place,
      IntToDoubleFunction received,
      IntFunction<Slope> expected) {
    GradientRow worst = new GradientRow(name, along, 0, 0, "-", 0, 0, 0, 0, 0);
    int kinks = 0;
    for (int i = 0; i < count; i++) {
      Slope slope = expected.apply(i);
      if (slope.kink()) {
        kinks++;
        continue;
      }
      GradientRow row = one(name, along, place.apply(i), received.applyAsDouble(i), slope);
      if (i == kinks || row.worseThan(worst)) {
        worst = row;
      }
    }
    return worst.counting(count - kinks, kinks);
  }

  private static GradientRow one(
      String name, String along, String place, double received, Slope slope) {
    double gap = Math.abs(received - slope.value());
    double scale = Math.max(SMALLEST, Math.abs(received) + Math.abs(slope.value()));
    double beyond = Double.isNaN(gap) ? gap : Math.max(0, gap - slope.allowance());
    return new GradientRow(
        name,
        along,
        gap / scale,
        beyond / scale,
        place,
        received,
        slope.value(),
        slope.allowance(),
        1,
        0);
  }

  /** NaN is worse than any number. */
  private boolean worseThan(GradientRow other) {
    int order = Double.compare(excess, other.excess);
    return order > 0 || (order == 0 && error > other.error);
  }

  private GradientRow counting(int checked, int kinks) {
    return new GradientRow(
        name, along, error, excess, place, received, expected, allowance, checked, kinks);
  }

  /** The fault at this level, with a hint; empty if there is none. */
  Optional<String> fault(double level) {
    // A direction moves every element, and one at a kink is enough to bend it.
    if (checked < kinks && along.equals(ELEMENTS)) {
      return Optional.of(
          "%d of %d elements of %s are at a kink, where there is no gradient to compare; move the numbers, for example by a random 0.1"
              .formatted(kinks, kinks + checked, name));
    }
    return excess <= level
        ? Optional.empty()
        : Optional.of(
            "the gradient of %s is off by %.1e (allowed %.0e); worst at %s: received %.6g, expected %.6g. %s"
                .formatted(name, error, level, place, received, expected, hint()));
  }

  private String hint() {
    double ratio = received / expected;
    if (Double.isNaN(received) || Double.isInfinite(received)) {
      return "Look for a division by zero, a logarithm of zero or an exponential that overflows.";
    }
    if (Math.abs(ratio + 1) < 1e-3) {
      return "The sign is flipped.";
    }
    if (received == 0) {
      return "Nothing arrives here: a term of the formula is missing or was overwritten.";
    }
    if (Math.abs(ratio) > 1.5 && Math.abs(ratio - Math.rint(ratio)) < 1e-4) {
      return "It is %.0f times too large; did you forget to divide?".formatted(ratio);
    }
    return Math.abs(ratio) < 0.7 && Math.abs(1 / ratio - Math.rint(1 / ratio)) < 1e-4
        ? "It is %.0f times too small; did you divide twice?".formatted(1 / ratio)
        : "Write the formula for this one number and compare.";
  }

  /** A line of the check's table. */
  @Override
  public String toString() {
    return "%-16s %-10s %8.1e %8.1e %14s %13.6g %13.6g %8d %6d%n"
        .formatted(name, along, error, excess, place, received, expected, checked, kinks);
  }
}
