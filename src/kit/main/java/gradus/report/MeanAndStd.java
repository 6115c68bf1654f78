package gradus.report;

import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A number measured in each of several independent runs: its mean, its standard deviation, and what
 * one more run may give.
 *
 * @param values one for each run
 */
public record MeanAndStd(List<Double> values) {
  private static final double UPPER_TAIL = 0.975;

  public MeanAndStd {
    values = List.copyOf(values);
  }

  /** Of these numbers. */
  public static MeanAndStd of(double... values) {
    return new MeanAndStd(DoubleStream.of(values).boxed().toList());
  }

  /** The number of runs, n. */
  public int count() {
    return values.size();
  }

  /** Whether there is no mean: no run, or one that gave no number. */
  public boolean isEmpty() {
    return Double.isNaN(mean());
  }

  /** The mean; NaN without a value. */
  public double mean() {
    return StatUtils.mean(array());
  }

  /** The sample variance s² = Σ(x − mean)² / (n − 1); 0 of a single number. */
  public double variance() {
    return StatUtils.variance(array());
  }

  /** The sample standard deviation s; 0 of a single number. */
  public double deviation() {
    return Math.sqrt(variance());
  }

  /**
   * Half the width of the 95 % prediction interval for one more run, which is measured with an error
   * of its own: t·√(s²(1 + 1/n) + v). Without that error t has n − 1 degrees of freedom; with it,
   * the number of Satterthwaite (1946), since v is known and not estimated.
   *
   * @param v the variance of the measuring error, 0 or more
   * @throws IllegalStateException for fewer than two runs, which say nothing about their spread
   */
  public double predictionHalfWidth(double v) {
    if (count() < 2) {
      throw new IllegalStateException("a prediction needs at least two runs, got " + count());
    }
    double ofRuns = variance() * (1 + 1.0 / count());
    double all = ofRuns + v;
    if (ofRuns == 0) {
      return Math.sqrt(all) * new NormalDistribution().inverseCumulativeProbability(UPPER_TAIL);
    }
    double degreesOfFreedom = (count() - 1) * (all / ofRuns) * (all / ofRuns);
    return Math.sqrt(all)
        * new TDistribution(degreesOfFreedom).inverseCumulativeProbability(UPPER_TAIL);
  }

  private double[] array() {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public String toString() {
    return "%.4f ± %.4f".formatted(mean(), deviation());
  }
}
