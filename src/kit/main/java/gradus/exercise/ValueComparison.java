package gradus.exercise;

import gradus.check.Index;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A received tensor beside the expected one.
 *
 * <p>Dimensions of length 1 do not count, so that a row may be given as a matrix. The relative
 * error of two numbers is |x − y| / max(10⁻⁸, |x| + |y|); the same infinity, or NaN on both sides,
 * is no error.
 */
public record ValueComparison(String name, Tensor received, Tensor expected) {
  /** What rounding may leave of a cancelled sum, relative to the largest number beside it. */
  private static final double ROUNDING = 1e-13;

  private static final double SMALLEST = 1e-8;

  boolean fits() {
    return Arrays.equals(lengths(received.shape()), lengths(expected.shape()));
  }

  private static int[] lengths(Shape shape) {
    return Arrays.stream(shape.dimensions()).filter(length -> length != 1).toArray();
  }

  /** The largest relative error; infinite if the shapes differ. */
  public double error() {
    return fits() ? (expected.size() == 0 ? 0 : error(worst())) : Double.POSITIVE_INFINITY;
  }

  /** Whether they agree to a relative error, rounding in sums aside. */
  public boolean agrees(double tolerance) {
    if (!fits()) {
      return false;
    }
    double largest = largest();
    return IntStream.range(0, expected.size()).allMatch(i -> agrees(i, tolerance, largest));
  }

  private boolean agrees(int i, double tolerance, double largest) {
    return Math.abs(received.get(i) - expected.get(i)) <= ROUNDING * largest
        || error(i) <= tolerance;
  }

  private double largest() {
    return IntStream.range(0, expected.size())
        .mapToDouble(expected::get)
        .filter(Double::isFinite)
        .map(Math::abs)
        .max()
        .orElse(0);
  }

  private double error(int i) {
    double x = received.get(i);
    double y = expected.get(i);
    if (Double.compare(x, y) == 0) {
      return 0;
    }
    double error = Math.abs(x - y) / Math.max(SMALLEST, Math.abs(x) + Math.abs(y));
    return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
  }

  /** The fraction of numbers that are equal. */
  double agreement() {
    int equal = 0;
    for (int i = 0; i < expected.size(); i++) {
      equal += received.get(i) == expected.get(i) ? 1 : 0;
    }
    return (double) equal / expected.size();
  }

  /**
   * The first number, row by row, that is wrong, in a sentence.
   *
   * @param withExpected whether the right number is told, too
   */
  String firstDifference(double tolerance, boolean withExpected) {
    if (!fits()) {
      return "%s has shape %s, expected %s".formatted(name, received.shape(), expected.shape());
    }
    double largest = largest();
    int i = 0;
    while (i < expected.size() - 1 && agrees(i, tolerance, largest)) {
      i++;
    }
    String where = expected.size() == 1 ? name : name + Index.of(expected.shape(), i);
    return withExpected
        ? "%s is %s, expected %s".formatted(where, digits(received.get(i)), digits(expected.get(i)))
        : "%s is wrong: %s".formatted(where, digits(received.get(i)));
  }

  /** Seven digits, without trailing zeros. */
  static String digits(double number) {
    if (!Double.isFinite(number)) {
      return String.valueOf(number);
    }
    BigDecimal rounded = new BigDecimal(number).round(new MathContext(7)).stripTrailingZeros();
    boolean whole = rounded.scale() < 0 && Math.abs(number) < 1e9;
    return whole ? rounded.toPlainString() : rounded.toString();
  }

  private int worst() {
    int worst = 0;
    for (int i = 1; i < expected.size(); i++) {
      if (error(i) > error(worst)) {
        worst = i;
      }
    }
    return worst;
  }

  /** What differs, in a sentence. */
  @Override
  public String toString() {
    if (!fits()) {
      return "%s has shape %s, expected %s".formatted(name, received.shape(), expected.shape());
    }
    int i = worst();
    return expected.size() == 1
        ? "%s is %.8g, expected %.8g".formatted(name, received.get(0), expected.get(0))
        : "%s is off by %.1e; worst at %s: received %.6g, expected %.6g"
            .formatted(
                name, error(i), Index.of(expected.shape(), i), received.get(i), expected.get(i));
  }
}
