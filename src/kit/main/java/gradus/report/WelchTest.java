package gradus.report;

import gradus.plot.MeanAndStd;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Welch's t-test: the difference of the means of two groups of runs, whose variances may differ (B.
 * L. Welch, 1947).
 *
 * @param difference mean of the left group less mean of the right
 * @param standardError √(s₁²/n₁ + s₂²/n₂)
 * @param degreesOfFreedom after Welch and Satterthwaite; NaN where neither group varies
 */
public record WelchTest(double difference, double standardError, double degreesOfFreedom) {
  /**
   * Compares two groups.
   *
   * @throws IllegalArgumentException if a group has fewer than two runs
   */
  public static WelchTest of(MeanAndStd left, MeanAndStd right) {
    if (left.count() < 2 || right.count() < 2) {
      throw new IllegalArgumentException(
          "Welch's test needs at least two runs in each group, got %d and %d"
              .formatted(left.count(), right.count()));
    }
    double a = left.std() * left.std() / left.count();
    double b = right.std() * right.std() / right.count();
    return new WelchTest(
        left.mean() - right.mean(),
        Math.sqrt(a + b),
        (a + b) * (a + b) / (a * a / (left.count() - 1) + b * b / (right.count() - 1)));
  }

  /** The probability of a difference at least as large, either way, if the true means are equal. */
  public double pValue() {
    if (standardError == 0) {
      return difference == 0 ? 1 : 0;
    }
    double t = Math.abs(difference) / standardError;
    return 2 * new TDistribution(degreesOfFreedom).cumulativeProbability(-t);
  }

  /**
   * Half the width of the confidence interval for the difference.
   *
   * @param confidence such as 0.95
   */
  public double halfWidth(double confidence) {
    return standardError == 0
        ? 0
        : standardError
            * new TDistribution(degreesOfFreedom)
                .inverseCumulativeProbability((1 + confidence) / 2);
  }

  /** The lower end of the confidence interval. */
  public double lower(double confidence) {
    return difference - halfWidth(confidence);
  }

  /** The upper end of the confidence interval. */
  public double upper(double confidence) {
    return difference + halfWidth(confidence);
  }
}
