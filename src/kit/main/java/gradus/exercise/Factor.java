package gradus.exercise;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Recognises a received value that is too large or too small by one factor everywhere. */
final class Factor {
  private static final double TOLERANCE = 1e-9;

  private Factor() {}

  /** The mistake that is a factor in every trial. */
  static Optional<Mistake> of(String name, List<Trial> trials, List<ValueComparison> pairs) {
    double[] factors = new double[pairs.size()];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = factor(pairs.get(i));
      if (!(factors[i] > 0) || Math.abs(factors[i] - 1) < TOLERANCE) {
        return Optional.empty();
      }
    }
    return length(name, trials, factors).or(() -> constant(name, pairs, factors));
  }

  /** received / expected where that is one number for all elements, else NaN. */
  private static double factor(ValueComparison pair) {
    Tensor expected = pair.expected();
    double square = expected.dot(expected);
    if (!pair.fits() || square == 0) {
      return Double.NaN;
    }
    double factor = pair.received().reshape(expected.shape()).dot(expected) / square;
    return new ValueComparison(pair.name(), pair.received(), expected.times(factor))
            .agrees(TOLERANCE)
        ? factor
        : Double.NaN;
  }

  /** A factor, or its inverse, that is a dimension of something given. */
  private static Optional<Mistake> length(String name, List<Trial> trials, double[] factors) {
    for (String input : trials.getFirst().given().names()) {
      Shape shape = trials.getFirst().given().tensor(input).shape();
      for (int d = 0; d < shape.rank(); d++) {
        int dimension = d;
        ToDoubleFunction<Trial> length =
            trial -> trial.given().tensor(input).shape().dimension(dimension);
        String what = "%d, dimension %d of %s".formatted(shape.dimension(d), d, input);
        if (shape.dimension(d) > 1 && same(trials, factors, length)) {
          return Optional.of(
              new Mistake(
                  "%s is too large by a factor of %s".formatted(name, what),
                  "look for a mean that is taken as a sum: a division is missing"));
        }
        if (shape.dimension(d) > 1
            && same(trials, factors, trial -> 1 / length.applyAsDouble(trial))) {
          return Optional.of(
              new Mistake(
                  "%s is too small by a factor of %s".formatted(name, what),
                  "look for a division that is done twice, or for a sum that is taken as a mean"));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean same(
      List<Trial> trials, double[] factors, ToDoubleFunction<Trial> length) {
    return IntStream.range(0, factors.length)
        .allMatch(i -> near(factors[i], length.applyAsDouble(trials.get(i))));
  }

  /** Any number is a multiple of any other, so a single one needs a whole factor to be suspect. */
  private static Optional<Mistake> constant(
      String name, List<ValueComparison> pairs, double[] factors) {
    double times = Math.max(factors[0], 1 / factors[0]);
    boolean several = pairs.size() > 1 || pairs.getFirst().expected().size() > 1;
    boolean same = IntStream.range(0, factors.length).allMatch(i -> near(factors[i], factors[0]));
    if (!same || (!several && !near(times, Math.rint(times)))) {
      return Optional.empty();
    }
    return Optional.of(
        factors[0] > 1
            ? new Mistake(
                "%s is %.4g times too large".formatted(name, times),
                "everywhere alike; look for a division that is missing, or a square's ½")
            : new Mistake(
                "%s is %.4g times too small".formatted(name, times),
                "everywhere alike; look for a factor that is missing, or a division done twice"));
  }

  private static boolean near(double a, double b) {
    return Math.abs(a - b) <= 1e-7 * Math.abs(b);
  }
}
