package gradus.exercise;

import gradus.data.Images;
import gradus.tensor.Tensor;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;

/**
 * What a learner's method is given: a copy of each value, watched for changes.
 *
 * <p>A matrix may be <em>roomy</em>: its array is longer than its rows and columns need, as EJML's
 * are after a {@code reshape}, and what lies beyond them is NaN.
 */
public final class Given {
  private static final int SPARE_NUMBERS = 3;

  private final Values values;
  private final boolean roomy;
  private final List<Loan> loans = new ArrayList<>();

  /**
   * An object that was handed out.
   *
   * @param now its numbers at this moment
   * @param before its numbers when it was handed out
   * @param spoil changes one of its numbers
   */
  private record Loan(
      String name, Supplier<DoubleBuffer> now, DoubleBuffer before, Runnable spoil) {
    boolean isChanged() {
      return !now.get().equals(before);
    }
  }

  Given(Values values, boolean roomy) {
    this.values = values;
    this.roomy = roomy;
  }

  /**
   * The matrix of this name; a row of numbers is a matrix of one row.
   *
   * @throws IllegalArgumentException if there is none, naming those that there are; so do all
   */
  public DMatrixRMaj matrix(String name) {
    DMatrixRMaj matrix = roomy ? withSpareNumbers(values.matrix(name)) : values.matrix(name);
    lend(name, () -> numbers(matrix), () -> matrix.data[0]++);
    return matrix;
  }

  private static DMatrixRMaj withSpareNumbers(DMatrixRMaj matrix) {
    double[] data = Arrays.copyOf(matrix.data, matrix.getNumElements() + SPARE_NUMBERS);
    Arrays.fill(data, matrix.getNumElements(), data.length, Double.NaN);
    return DMatrixRMaj.wrap(matrix.numRows, matrix.numCols, data);
  }

  /** The size and the numbers of a matrix. */
  private static double[] numbers(DMatrixRMaj matrix) {
    double[] numbers = new double[2 + matrix.getNumElements()];
    numbers[0] = matrix.numRows;
    numbers[1] = matrix.numCols;
    System.arraycopy(matrix.data, 0, numbers, 2, matrix.getNumElements());
    return numbers;
  }

  /** The tensor of this name, in double precision. */
  public Tensor tensor(String name) {
    Tensor tensor = values.tensor(name);
    lend(name, tensor::toArray, () -> tensor.set(0, tensor.get(0) + 1));
    return tensor;
  }

  /** The numbers of this name, row by row. */
  public double[] vector(String name) {
    double[] vector = values.vector(name);
    lend(name, vector::clone, () -> vector[0]++);
    return vector;
  }

  /** The labels, or other whole numbers, of this name. */
  public int[] labels(String name) {
    int[] labels = values.labels(name);
    lend(name, () -> Arrays.stream(labels).asDoubleStream().toArray(), () -> labels[0]++);
    return labels;
  }

  private void lend(String name, Supplier<double[]> now, Runnable spoil) {
    Supplier<DoubleBuffer> numbers = () -> DoubleBuffer.wrap(now.get());
    loans.add(new Loan(name, numbers, numbers.get(), spoil));
  }

  /** The number of this name. */
  public double number(String name) {
    return values.number(name);
  }

  /** The whole number of this name. */
  public int whole(String name) {
    return values.whole(name);
  }

  /** The drawn objects of this input; their labels are all 0, since they are what is asked. */
  public Images drawnObjects() {
    return DrawnObjects.of(values);
  }

  /** Whether there is a value of this name. */
  public boolean has(String name) {
    return values.has(name);
  }

  /** The names of what was changed since it was handed out. */
  Set<String> changed() {
    Set<String> names = new LinkedHashSet<>();
    loans.stream().filter(Loan::isChanged).forEach(loan -> names.add(loan.name()));
    return names;
  }

  /** Changes everything that was handed out, as a careless method would. */
  void spoil() {
    loans.forEach(loan -> loan.spoil().run());
  }
}
