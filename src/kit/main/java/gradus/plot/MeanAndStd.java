package gradus.plot;

import java.util.Arrays;
import java.util.Locale;

/**
 * The mean of repeated measurements, such as one for each seed or fold, and their standard
 * deviation.
 *
 * @param count the number of measurements, at least 1
 * @param mean their arithmetic mean
 * @param std the sample standard deviation, √(Σ(x − mean)² / (count − 1)), and 0 of a single value
 */
public record MeanAndStd(int count, double mean, double std) {
  /**
   * The mean and standard deviation of these values.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static MeanAndStd of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no value has no mean; measure at least once");
    }
    double mean = Arrays.stream(values).sum() / values.length;
    double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
    double std = values.length == 1 ? 0 : Math.sqrt(squares / (values.length - 1));
    return new MeanAndStd(values.length, mean, std);
  }

  /** For example {@code 0.5230 ± 0.0041}; of a single value, which does not tell, only the mean. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.4f", mean)
        + (count == 1 ? "" : String.format(Locale.ROOT, " ± %.4f", std));
  }
}
