package gradus.optimizer;

/** The bounds of hyper-parameters. */
final class Bounds {
  private Bounds() {}

  /** Refuses what is not from 0 to below 1. */
  static double requireFraction(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "%s is at least 0 and below 1, got %s".formatted(name, value));
    }
    return value;
  }

  /** Refuses what is not above 0 and finite. */
  static double requirePositive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("%s is above 0, got %s".formatted(name, value));
    }
    return value;
  }

  /** Refuses what is less than 1. */
  static long requireAtLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s is 1 or more, got %d".formatted(name, value));
    }
    return value;
  }
}
