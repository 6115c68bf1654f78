package gradus.exercise;

import gradus.check.Index;
import gradus.tensor.Precision;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * A learner's answer and the mistakes that are known to lead to wrong ones.
 *
 * <p>A check cell is one sentence: {@code Answer.of("loss", loss(W, X, y)).mistake(14.7, "divide by
 * N").check(2.94);}. A mistake is recognised by the size of the answer that it leads to: the number
 * itself, or of a matrix the root of the sum of all squares.
 *
 * @param name of the answer, a symbol of the formula
 * @param received the answer
 * @param mistakes that are known
 */
public record Answer(String name, Tensor received, List<KnownMistake> mistakes) {
  private static final double TOLERANCE = 1e-7;

  /** The sizes of known mistakes are written with about six digits. */
  private static final double SAME_SIZE = 1e-5;

  private static final double SMALLEST = 1e-12;

  /**
   * A wrong answer that is known by its size.
   *
   * @param size of the answer
   * @param hint what to look at
   */
  public record KnownMistake(double size, String hint) {}

  public Answer {
    mistakes = List.copyOf(mistakes);
  }

  /** A number. */
  public static Answer of(String name, double received) {
    return of(name, Tensor.of(Shape.of(1), received));
  }

  /** A matrix. */
  public static Answer of(String name, DMatrixRMaj received) {
    return of(name, Tensor.of(received));
  }

  /** Labels. */
  public static Answer of(String name, int[] received) {
    return of(name, row(received));
  }

  /** A tensor. */
  public static Answer of(String name, Tensor received) {
    return new Answer(name, received.to(Precision.DOUBLE).copy(), List.of());
  }

  private static Tensor row(int[] labels) {
    return Tensor.of(Shape.of(labels.length), Arrays.stream(labels).asDoubleStream().toArray());
  }

  /** This answer with one more mistake to recognise. */
  public Answer mistake(double size, String hint) {
    List<KnownMistake> more = new ArrayList<>(mistakes);
    more.add(new KnownMistake(size, hint));
    return new Answer(name, received, more);
  }

  /** Ends the cell with a hint if the answer is not this number. */
  public void check(double expected) {
    check(Tensor.of(Shape.of(1), expected));
  }

  /** Ends the cell with a hint if the answer is not this matrix. */
  public void check(DMatrixRMaj expected) {
    check(Tensor.of(expected));
  }

  /** Ends the cell with a hint if the answer is not this matrix. */
  public void check(double[][] expected) {
    check(new DMatrixRMaj(expected));
  }

  /** Ends the cell with a hint if the answer is not these labels. */
  public void check(int... expected) {
    check(row(expected));
  }

  /** Ends the cell with a hint if a method changed what it was given. */
  public void checkUnchanged(DMatrixRMaj original) {
    if (!agrees(Tensor.of(original))) {
      throw new AssertionError(
          "%s was changed by the method that it was given to. Write into a matrix of your own, such as a copy()."
              .formatted(name));
    }
  }

  /**
   * Ends the cell with a hint if the answer is not this tensor.
   *
   * @throws AssertionError with what was received, what was expected and the likely mistake
   */
  public void check(Tensor expected) {
    if (!agrees(expected)) {
      throw new AssertionError(difference(expected) + ".\n" + hint(expected));
    }
  }

  private boolean agrees(Tensor expected) {
    if (!received.shape().equals(expected.shape())) {
      return false;
    }
    double allowed = TOLERANCE * Math.max(SMALLEST, largest(expected));
    for (int i = 0; i < expected.size(); i++) {
      if (!(Math.abs(received.get(i) - expected.get(i)) <= allowed)) {
        return false;
      }
    }
    return true;
  }

  private static double largest(Tensor x) {
    double largest = 0;
    for (int i = 0; i < x.size(); i++) {
      largest = Math.max(largest, Math.abs(x.get(i)));
    }
    return largest;
  }

  private String difference(Tensor expected) {
    if (!received.shape().equals(expected.shape())) {
      return "%s has shape %s, expected %s".formatted(name, received.shape(), expected.shape());
    }
    if (expected.size() == 1) {
      return "%s is %s, expected %s"
          .formatted(name, digits(received.get(0)), digits(expected.get(0)));
    }
    int worst = worst(expected);
    return "%s is %s at %s, expected %s"
        .formatted(
            name,
            digits(received.get(worst)),
            Index.of(expected.shape(), worst),
            digits(expected.get(worst)));
  }

  /** Seven digits, without trailing zeros. */
  private static String digits(double number) {
    if (!Double.isFinite(number)) {
      return String.valueOf(number);
    }
    BigDecimal rounded = new BigDecimal(number).round(new MathContext(7)).stripTrailingZeros();
    boolean whole = rounded.scale() < 0 && number > -1e9 && number < 1e9;
    return whole ? rounded.toPlainString() : rounded.toString();
  }

  private int worst(Tensor expected) {
    int worst = 0;
    for (int i = 0; i < expected.size(); i++) {
      double error = Math.abs(received.get(i) - expected.get(i));
      if (!(error <= Math.abs(received.get(worst) - expected.get(worst)))) {
        worst = i;
      }
    }
    return worst;
  }

  private static double size(Tensor x) {
    return x.size() == 1 ? x.get(0) : Math.sqrt(x.dot(x));
  }

  /** The hint of the known mistake, else what the numbers themselves show. */
  private String hint(Tensor expected) {
    double size = size(received);
    for (KnownMistake mistake : mistakes) {
      if (Math.abs(size - mistake.size()) <= SAME_SIZE * Math.abs(mistake.size())) {
        return mistake.hint();
      }
    }
    return Resemblance.of(name, received, expected)
        .map(found -> found.toString())
        .orElse(
            "Compute this one number by hand, and compare each step. (The size of all numbers is %.7g, expected %.7g.)"
                .formatted(size, size(expected)));
  }
}
