package gradus.layer;

/** The ε that the normalisations add to a variance, so that no root is 0. */
final class Epsilon {
  /** PyTorch's default. */
  static final double USUAL = 1e-5;

  private Epsilon() {}

  /** Names one that is not the usual, as a part of a layer's text. */
  static String unlessUsual(double epsilon) {
    return epsilon == USUAL ? "" : ", ε " + epsilon;
  }

  /** Refuses what is negative or not finite. */
  static double require(double epsilon) {
    if (!(epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "ε keeps a root from being 0: it is 0 or more, usually 1e-5, got " + epsilon);
    }
    return epsilon;
  }
}
