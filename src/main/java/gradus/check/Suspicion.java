package gradus.check;

import gradus.tensor.Tensor;
import java.util.Arrays;

/** What a wrong answer gives away by itself, whatever it is an answer to. */
final class Suspicion {
  private static final double SAME = 1e-7;

  private Suspicion() {}

  /** What to look at, in a sentence. */
  static String about(Tensor received, Tensor expected) {
    if (!received.shape().equals(expected.shape())) {
      return aboutShape(received, expected);
    }
    for (int i = 0; i < received.size(); i++) {
      if (Double.isNaN(received.get(i))) {
        return "NaN comes from 0/0, from ∞ − ∞, or from the root or logarithm of a negative number.";
      }
      if (Double.isInfinite(received.get(i))) {
        return "Something overflowed, or was divided by zero.";
      }
    }
    return received.dot(received) == 0
        ? "All of it is zero: is the result written where it is returned?"
        : ratio(received, expected);
  }

  private static String aboutShape(Tensor received, Tensor expected) {
    if (isTurned(received, expected)) {
      return "Rows and columns are swapped: is there a transpose too many or too few?";
    }
    return received.columns() == 1 && expected.rows() == 1
        ? "There is one number for each row, and one for each column is wanted: sum the other way."
        : "Write the shapes of all factors beside the formula; the inner ones must agree.";
  }

  private static boolean isTurned(Tensor received, Tensor expected) {
    int[] turned = received.shape().dimensions();
    for (int i = 0, j = turned.length - 1; i < j; i++, j--) {
      int kept = turned[i];
      turned[i] = turned[j];
      turned[j] = kept;
    }
    return Arrays.equals(turned, expected.shape().dimensions());
  }

  private static String ratio(Tensor received, Tensor expected) {
    double factor = received.dot(expected) / expected.dot(expected);
    Tensor rest = received.minus(expected.times(factor));
    if (!(rest.dot(rest) <= SAME * SAME * received.dot(received))) {
      return "Compute this one number by hand, and compare each step.";
    }
    if (Math.abs(factor + 1) < SAME) {
      return "The sign is flipped.";
    }
    return factor > 1
        ? "It is %.4g times too large: is a division missing?".formatted(factor)
        : "It is %.4g times too small: is a factor missing, or a division there twice?"
            .formatted(1 / factor);
  }
}
