package gradus.report;

import gradus.plot.MeanAndStd;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/** The 95 % prediction interval for one more run. */
final class Prediction {
  private static final double UPPER_TAIL = 0.975;

  private Prediction() {}

  /**
   * Half the width of the interval, t·√(s²(1 + 1/n) + v). Without a measuring error, v = 0, t has n
   * − 1 degrees of freedom; with one, which is known and not estimated, the number of Satterthwaite
   * (1946).
   *
   * @param runs the n runs so far
   * @param v the variance of the measuring error of the next run, 0 or more
   * @throws IllegalArgumentException for fewer than two runs, which say nothing about their spread
   */
  static double halfWidth(MeanAndStd runs, double v) {
    if (runs.count() < 2) {
      throw new IllegalArgumentException(
          "a prediction needs at least two runs, got " + runs.count());
    }
    double ofRuns = runs.std() * runs.std() * (1 + 1.0 / runs.count());
    double all = ofRuns + v;
    return Math.sqrt(all) * quantile((runs.count() - 1) * (all / ofRuns) * (all / ofRuns));
  }

  /** Of Student's t; of the normal distribution where runs that do not vary give no number. */
  private static double quantile(double degreesOfFreedom) {
    return Double.isFinite(degreesOfFreedom)
        ? new TDistribution(degreesOfFreedom).inverseCumulativeProbability(UPPER_TAIL)
        : new NormalDistribution().inverseCumulativeProbability(UPPER_TAIL);
  }
}
