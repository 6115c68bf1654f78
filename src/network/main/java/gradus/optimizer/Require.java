package gradus.optimizer;

/** What the rules' settings have to be. */
final class Require {
  private Require() {}

  /** From 0 to below 1. */
  static double fraction(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "%s is at least 0 and below 1, got %s".formatted(name, value));
    }
    return value;
  }

  /** Above 0 and finite. */
  static double positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("%s is above 0, got %s".formatted(name, value));
    }
    return value;
  }

  /** 1 or more. */
  static long atLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s is 1 or more, got %d".formatted(name, value));
    }
    return value;
  }
}
