package gradus.plot;

import java.util.Arrays;

/**
 * The middle of repeated measurements and how far they scatter around it.
 *
 * @param deviation the standard deviation of the sample, √(Σ(x − mean)² / (n − 1)), and 0 of a
 *     single value
 */
public record Spread(double mean, double deviation) {
  /** Of at least one value. */
  public static Spread of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no value has no mean; measure at least once");
    }
    double mean = Arrays.stream(values).sum() / values.length;
    double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
    return new Spread(mean, values.length == 1 ? 0 : Math.sqrt(squares / (values.length - 1)));
  }

  @Override
  public String toString() {
    return "%.4f ± %.4f".formatted(mean, deviation);
  }
}
