package gradus.tensor.engine;

/** The normal distribution with mean 0 and deviation 1. */
final class StandardNormal {
  /** Beyond this, Φ(x) is 0 or 1 to the last bit of a product with x, or nearly so. */
  private static final double FAR = 9;

  private static final double ROOT = Math.sqrt(2 * Math.PI);

  private StandardNormal() {}

  /** The density φ(x) = exp(−x²/2)/√(2π). */
  static double density(double x) {
    return Math.exp(-x * x / 2) / ROOT;
  }

  /**
   * The distribution function Φ(x) = ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + x⁷/(3·5·7) + …), to an
   * absolute error of about 1e-16 (G. Marsaglia, "Evaluating the normal distribution", 2004).
   */
  static double distribution(double x) {
    if (Math.abs(x) > FAR) {
      return x < 0 ? 0 : 1;
    }
    double sum = x;
    double term = x;
    double before = 0;
    for (int odd = 3; Math.abs(sum) > Math.abs(before); odd += 2) {
      before = sum;
      term *= x * x / odd;
      sum += term;
    }
    return 0.5 + density(x) * sum;
  }
}
