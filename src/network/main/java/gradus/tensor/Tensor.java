package gradus.tensor;

import gradus.tensor.engine.Engine;
import gradus.tensor.engine.Operation;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.Matrix;
import org.ejml.ops.ConvertMatrixData;

/**
 * An EJML matrix that remembers its shape: the numbers that flow through a network.
 *
 * <p>The last dimension runs along the columns and all others along the rows, so a batch of images
 * N×H×W×C has one row for each pixel and one column for each channel. Operations return new tensors
 * and leave their operands alone; the few that change a tensor say so in their name. Operands must
 * agree in precision, and all throw {@link IllegalArgumentException} on shapes that do not fit.
 */
public final class Tensor {
  private final Shape shape;
  private final Matrix matrix;

  private Tensor(Shape shape, Matrix matrix) {
    this.shape = shape;
    this.matrix = matrix;
  }

  /** A tensor of zeros. */
  public static Tensor zeros(Precision precision, Shape shape) {
    int rows = shape.rows();
    int columns = shape.columns();
    return new Tensor(
        shape,
        precision == Precision.DOUBLE
            ? new DMatrixRMaj(rows, columns)
            : new FMatrixRMaj(rows, columns));
  }

  /** A tensor that holds one value everywhere. */
  public static Tensor full(Precision precision, Shape shape, double value) {
    return zeros(precision, shape).map(zero -> value);
  }

  /** A tensor of independent draws, row by row, such as {@code random::nextGaussian}. */
  public static Tensor random(Precision precision, Shape shape, DoubleSupplier draws) {
    Tensor result = zeros(precision, shape);
    for (int i = 0; i < shape.size(); i++) {
      result.set(i, draws.getAsDouble());
    }
    return result;
  }

  /** A tensor of draws from the normal distribution with mean 0 and this standard deviation. */
  public static Tensor gaussian(
      Precision precision, Shape shape, double deviation, RandomGenerator random) {
    return random(precision, shape, () -> deviation * random.nextGaussian());
  }

  /** The matrix as a tensor of rank 2; they share storage. */
  public static Tensor of(DMatrixRMaj matrix) {
    return new Tensor(Shape.of(matrix.numRows, matrix.numCols), matrix);
  }

  /** The matrix as a tensor of rank 2; they share storage. */
  public static Tensor of(FMatrixRMaj matrix) {
    return new Tensor(Shape.of(matrix.numRows, matrix.numCols), matrix);
  }

  /** A matrix in double precision from its rows. */
  public static Tensor of(double[][] rows) {
    return of(new DMatrixRMaj(rows));
  }

  /** A tensor in double precision from its elements, row by row. */
  public static Tensor of(Shape shape, double... elements) {
    return of(Precision.DOUBLE, shape, elements);
  }

  /** A tensor from its elements, row by row, which are copied. */
  public static Tensor of(Precision precision, Shape shape, double... elements) {
    requireLength(shape, elements.length);
    var matrix = DMatrixRMaj.wrap(shape.rows(), shape.columns(), elements.clone());
    return new Tensor(shape, matrix).to(precision);
  }

  /** A tensor from its elements, row by row, which are copied. */
  public static Tensor of(Precision precision, Shape shape, float[] elements) {
    requireLength(shape, elements.length);
    var matrix = FMatrixRMaj.wrap(shape.rows(), shape.columns(), elements.clone());
    return new Tensor(shape, matrix).to(precision);
  }

  private static void requireLength(Shape shape, int length) {
    if (length != shape.size()) {
      throw new IllegalArgumentException(
          "a tensor of shape %s has %d elements, got %d".formatted(shape, shape.size(), length));
    }
  }

  /** The lengths of the dimensions. */
  public Shape shape() {
    return shape;
  }

  /** The width of the numbers. */
  public Precision precision() {
    return matrix instanceof DMatrixRMaj ? Precision.DOUBLE : Precision.SINGLE;
  }

  /** Rows of the matrix underneath. */
  public int rows() {
    return matrix.getNumRows();
  }

  /** Columns of the matrix underneath: the last dimension. */
  public int columns() {
    return matrix.getNumCols();
  }

  /** The number of elements. */
  public int size() {
    return shape.size();
  }

  /**
   * The EJML matrix underneath, not a copy: a {@link DMatrixRMaj} or an {@link FMatrixRMaj} by
   * precision.
   */
  public Matrix matrix() {
    return matrix;
  }

  /** The element in a row and a column of the matrix underneath. */
  public double at(int row, int column) {
    return get(row * columns() + column);
  }

  /** The element at a flat index, counted row by row. */
  public double get(int index) {
    return matrix instanceof DMatrixRMaj m ? m.data[index] : ((FMatrixRMaj) matrix).data[index];
  }

  /** Changes the element at a flat index. */
  public void set(int index, double value) {
    if (matrix instanceof DMatrixRMaj m) {
      m.data[index] = value;
    } else {
      ((FMatrixRMaj) matrix).data[index] = (float) value;
    }
  }

  /** The elements row by row, as a new array. */
  public double[] toArray() {
    return Arrays.copyOf(((DMatrixRMaj) to(Precision.DOUBLE).matrix).data, size());
  }

  /** The elements row by row in single precision, as a new array. */
  public float[] toFloatArray() {
    return Arrays.copyOf(((FMatrixRMaj) to(Precision.SINGLE).matrix).data, size());
  }

  /** The same numbers under another shape of the same size; they share storage. */
  public Tensor reshape(Shape to) {
    if (to.size() != size()) {
      throw new IllegalArgumentException(
          "%s has %d elements and cannot become %s, which has %d"
              .formatted(shape, size(), to, to.size()));
    }
    return new Tensor(
        to,
        matrix instanceof DMatrixRMaj m
            ? DMatrixRMaj.wrap(to.rows(), to.columns(), m.data)
            : FMatrixRMaj.wrap(to.rows(), to.columns(), ((FMatrixRMaj) matrix).data));
  }

  /** The same numbers under another shape of the same size; they share storage. */
  public Tensor reshape(int... dimensions) {
    return reshape(Shape.of(dimensions));
  }

  /**
   * A copy with its dimensions reordered: dimension i of the result is dimension {@code axes[i]} of
   * this.
   *
   * @throws IllegalArgumentException if the axes are not each dimension once
   */
  public Tensor permute(int... axes) {
    int[] sorted = axes.clone();
    Arrays.sort(sorted);
    if (!Arrays.equals(sorted, IntStream.range(0, shape.rank()).toArray())) {
      throw new IllegalArgumentException(
          "permute: %s for a tensor of shape %s; give each dimension from 0 to %d once"
              .formatted(Arrays.toString(axes), shape, shape.rank() - 1));
    }
    int[] dimensions = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      dimensions[i] = shape.dimension(axes[i]);
    }
    return fill(
        Shape.of(dimensions),
        (engine, out) -> engine.permute(matrix, dimensions, steps(axes), out));
  }

  /** For each axis the distance between neighbours along it. */
  private int[] steps(int... axes) {
    int[] steps = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      steps[i] = 1;
      for (int inner = axes[i] + 1; inner < axes.length; inner++) {
        steps[i] *= shape.dimension(inner);
      }
    }
    return steps;
  }

  /** The transpose of a matrix. */
  public Tensor transpose() {
    return permute(1, 0);
  }

  /** A copy of the slices from (inclusive) to (exclusive) along the first dimension. */
  public Tensor slice(int from, int to) {
    Tensor result = zeros(precision(), shape.with(0, to - from));
    int length = sliceSize();
    System.arraycopy(storage(), from * length, result.storage(), 0, (to - from) * length);
    return result;
  }

  /**
   * Copies of the slices at these indices along the first dimension, in this order: N×… → K×…, such
   * as the examples of a batch.
   */
  public Tensor gatherRows(int... indices) {
    Tensor result = zeros(precision(), shape.with(0, indices.length));
    int length = sliceSize();
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(storage(), indices[i] * length, result.storage(), i * length, length);
    }
    return result;
  }

  private int sliceSize() {
    return size() / Math.max(1, shape.dimension(0));
  }

  /** A copy. */
  public Tensor copy() {
    return slice(0, shape.dimension(0));
  }

  /** This tensor in a precision: itself where it has it already, else a copy. */
  public Tensor to(Precision precision) {
    if (precision == precision()) {
      return this;
    }
    Tensor converted = zeros(precision, shape);
    if (matrix instanceof DMatrixRMaj m) {
      ConvertMatrixData.convert(m, (FMatrixRMaj) converted.matrix);
    } else {
      ConvertMatrixData.convert((FMatrixRMaj) matrix, (DMatrixRMaj) converted.matrix);
    }
    return converted;
  }

  /** this·other: (R×K)·(K×C) → R×C, where the leading dimensions of this stay. */
  public Tensor matmul(Tensor other) {
    requireAgreement("matmul", columns(), other.rows(), other);
    return fill(
        shape.with(-1, other.columns()), (engine, out) -> engine.matmul(matrix, other.matrix, out));
  }

  /** thisᵀ·other: (K×R)ᵀ·(K×C) → R×C. */
  public Tensor transposeMatmul(Tensor other) {
    requireAgreement("transposeMatmul", rows(), other.rows(), other);
    return fill(
        Shape.of(columns(), other.columns()),
        (engine, out) -> engine.transposeMatmul(matrix, other.matrix, out));
  }

  /** Makes the target, a third tensor, hold thisᵀ·other: (K×R)ᵀ·(K×C) → R×C. */
  public void transposeMatmulInto(Tensor other, Tensor target) {
    requireAgreement("transposeMatmulInto", rows(), other.rows(), other);
    requireSamePrecision("transposeMatmulInto", target);
    if (target.rows() != columns() || target.columns() != other.columns()) {
      throw new IllegalArgumentException(
          "transposeMatmulInto: %s and %s make %d×%d, which a target of shape %s does not hold"
              .formatted(shape, other.shape, columns(), other.columns(), target.shape));
    }
    engine().transposeMatmul(matrix, other.matrix, target.matrix);
  }

  /** this·otherᵀ: (R×K)·(C×K)ᵀ → R×C, where the leading dimensions of this stay. */
  public Tensor matmulTranspose(Tensor other) {
    requireAgreement("matmulTranspose", columns(), other.columns(), other);
    return fill(
        shape.with(-1, other.rows()),
        (engine, out) -> engine.matmulTranspose(matrix, other.matrix, out));
  }

  /** The sums of |xₖ − yₖ| for each row x of this and each row y of the other: R×K, C×K → R×C. */
  public Tensor manhattanDistances(Tensor other) {
    requireAgreement("manhattanDistances", columns(), other.columns(), other);
    return fill(
        Shape.of(rows(), other.rows()),
        (engine, out) -> engine.manhattanDistances(matrix, other.matrix, out));
  }

  /**
   * f of every element. Readable and general; a lambda for each element is slow on millions of
   * them.
   */
  public Tensor map(DoubleUnaryOperator f) {
    return fill(shape, (engine, out) -> engine.map(matrix, f, out));
  }

  /** f of every pair of elements of two tensors of the same shape. */
  public Tensor combine(Tensor other, DoubleBinaryOperator f) {
    requireSameShape("combine", other);
    return fill(shape, (engine, out) -> engine.combine(matrix, other.matrix, f, out));
  }

  /** this + other. */
  public Tensor plus(Tensor other) {
    requireSameShape("plus", other);
    return elementwise(Operation.PLUS, other);
  }

  /** this − other. */
  public Tensor minus(Tensor other) {
    requireSameShape("minus", other);
    return elementwise(Operation.MINUS, other);
  }

  /** this ∘ other, the elementwise product. */
  public Tensor times(Tensor other) {
    requireSameShape("times", other);
    return elementwise(Operation.TIMES, other);
  }

  /** this / other, element by element. */
  public Tensor dividedBy(Tensor other) {
    requireSameShape("dividedBy", other);
    return elementwise(Operation.DIVIDED, other);
  }

  /** factor·this. */
  public Tensor times(double factor) {
    return fill(shape, (engine, out) -> engine.scale(matrix, factor, out));
  }

  /** The row (1×C) added to every row. */
  public Tensor plusRow(Tensor row) {
    requireRow("plusRow", row);
    return elementwise(Operation.PLUS, row);
  }

  /** The row (1×C) subtracted from every row. */
  public Tensor minusRow(Tensor row) {
    requireRow("minusRow", row);
    return elementwise(Operation.MINUS, row);
  }

  /** Every row times the row (1×C), element by element. */
  public Tensor timesRow(Tensor row) {
    requireRow("timesRow", row);
    return elementwise(Operation.TIMES, row);
  }

  /** The column (R×1) subtracted from every column. */
  public Tensor minusColumn(Tensor column) {
    requireColumn("minusColumn", column);
    return elementwise(Operation.MINUS, column);
  }

  /** Every column times the column (R×1), element by element. */
  public Tensor timesColumn(Tensor column) {
    requireColumn("timesColumn", column);
    return elementwise(Operation.TIMES, column);
  }

  /** Adds factor·other to this tensor itself. */
  public void addInPlace(double factor, Tensor other) {
    requireSameShape("addInPlace", other);
    engine().addScaled(matrix, factor, other.matrix);
  }

  /** Makes this tensor keep·this + factor·other. */
  public void blendInPlace(double keep, double factor, Tensor other) {
    requireSameShape("blendInPlace", other);
    engine().blend(matrix, keep, factor, other.matrix);
  }

  /**
   * Makes this tensor keep·this + factor·other², element by element: with β and 1 − β an
   * exponential moving average of squares, with 1 and 1 a running sum of them.
   */
  public void accumulateSquaresInPlace(double keep, double factor, Tensor other) {
    requireSameShape("accumulateSquaresInPlace", other);
    engine().accumulateSquares(matrix, keep, factor, other.matrix);
  }

  /**
   * Adds factor·numerator / (√squares + epsilon) to this tensor itself, element by element:
   * PyTorch's {@code addcdiv_} with a root in the denominator.
   */
  public void addcdivInPlace(double factor, Tensor numerator, Tensor squares, double epsilon) {
    requireSameShape("addcdivInPlace", numerator);
    requireSameShape("addcdivInPlace", squares);
    engine().addcdiv(matrix, factor, numerator.matrix, squares.matrix, epsilon);
  }

  /** Makes this tensor's numbers those of another of the same shape. */
  public void assign(Tensor other) {
    requireSameShape("assign", other);
    System.arraycopy(other.storage(), 0, storage(), 0, size());
  }

  /** The sums over the rows: R×C → 1×C. */
  public Tensor columnSums() {
    return fill(Shape.of(1, columns()), (engine, out) -> engine.columnSums(matrix, out));
  }

  /** The means over the rows: R×C → 1×C. */
  public Tensor columnMeans() {
    return columnSums().times(1.0 / rows());
  }

  /** The sums over the columns: R×C → R×1. */
  public Tensor rowSums() {
    return fill(Shape.of(rows(), 1), (engine, out) -> engine.rowSums(matrix, out));
  }

  /** The means over the columns: R×C → R×1. */
  public Tensor rowMeans() {
    return rowSums().times(1.0 / columns());
  }

  /** The means of (this − mean)² over the rows, where mean is a row (1×C): R×C → 1×C. */
  public Tensor columnVariances(Tensor mean) {
    requireRow("columnVariances", mean);
    Tensor deviation = minusRow(mean);
    return deviation.columnDots(deviation).times(1.0 / rows());
  }

  /** The sums of this ∘ other over the rows: R×C, R×C → 1×C. */
  public Tensor columnDots(Tensor other) {
    requireSameShape("columnDots", other);
    return fill(
        Shape.of(1, columns()), (engine, out) -> engine.columnDots(matrix, other.matrix, out));
  }

  /** The sum of this ∘ other, accumulated in their precision. */
  public double dot(Tensor other) {
    requireSameShape("dot", other);
    return engine().dot(matrix, other.matrix);
  }

  /** In each row the column of the largest element, the first of equals. */
  public int[] argMaxColumns() {
    int[] winners = new int[rows()];
    for (int row = 0; row < winners.length; row++) {
      for (int column = 1; column < columns(); column++) {
        if (at(row, column) > at(row, winners[row])) {
          winners[row] = column;
        }
      }
    }
    return winners;
  }

  /** x where x is positive, slope·x elsewhere; slope 0 is the ReLU. */
  public Tensor leakyRelu(double slope) {
    return fill(shape, (engine, out) -> engine.leakyRelu(matrix, slope, out));
  }

  /** The gradient of {@link #leakyRelu} with respect to its input, which this is. */
  public Tensor leakyReluGradient(Tensor outputGradient, double slope) {
    requireSameShape("leakyReluGradient", outputGradient);
    return fill(
        shape,
        (engine, out) -> engine.leakyReluGradient(matrix, outputGradient.matrix, slope, out));
  }

  /** x·Φ(x), where Φ is the distribution function of the standard normal distribution. */
  public Tensor gelu() {
    return fill(shape, (engine, out) -> engine.gelu(matrix, out));
  }

  /** The gradient of {@link #gelu} with respect to its input, which this is. */
  public Tensor geluGradient(Tensor outputGradient) {
    requireSameShape("geluGradient", outputGradient);
    return fill(shape, (engine, out) -> engine.geluGradient(matrix, outputGradient.matrix, out));
  }

  /** The softmax of each row, computed without overflow. */
  public Tensor rowSoftmax() {
    return fill(shape, (engine, out) -> engine.rowSoftmax(matrix, out));
  }

  /** The logarithm of the sum of exponentials of each row, computed without overflow: R×C → R×1. */
  public Tensor rowLogSumExp() {
    return fill(Shape.of(rows(), 1), (engine, out) -> engine.rowLogSumExp(matrix, out));
  }

  /** The pixels under each position of the window: N×H×W×C → (N·H'·W')×(height·width·C). */
  public Tensor im2col(Window window) {
    Shape output = window.output(shape, window.area() * columns());
    return fill(
        Shape.of(output.rows(), output.columns()),
        (engine, out) -> engine.im2col(matrix, window.over(shape), out));
  }

  /**
   * Adds columns back to the pixels they came from, the transpose of {@link #im2col}: → the images'
   * shape.
   */
  public Tensor col2im(Window window, Shape images) {
    requireSize("col2im", window.output(images, window.area() * images.columns()).size());
    return fill(images, (engine, out) -> engine.col2im(matrix, window.over(images), out));
  }

  /**
   * The images N×H×W×C cross-correlated with F filters, plus the bias: → N×H'×W'×F.
   *
   * @param weight (height·width·C)×F, rows ordered by window row, window column, channel
   * @param bias 1×F
   */
  public Tensor convolve(Tensor weight, Tensor bias, Window window) {
    requireFilters(weight, bias, window);
    return fill(
        window.output(shape, weight.columns()),
        (engine, out) ->
            engine.convolve(matrix, weight.matrix, bias.matrix, window.over(shape), out));
  }

  /** The images cross-correlated with F filters without a bias: N×H×W×C → N×H'×W'×F. */
  public Tensor convolve(Tensor weight, Window window) {
    return convolve(weight, zeros(precision(), Shape.of(1, weight.columns())), window);
  }

  /**
   * The gradient of {@link #convolve} with respect to its images, where this is that of its output:
   * N×H'×W'×F → N×H×W×C.
   */
  public Tensor convolveInputGradient(Tensor weight, Window window, Shape images) {
    requireFilters("convolveInputGradient", weight, window, images);
    requireSize("convolveInputGradient", window.output(images, weight.columns()).size());
    return fill(
        images,
        (engine, out) ->
            engine.convolveInputGradient(matrix, weight.matrix, window.over(images), out));
  }

  /**
   * The gradient of {@link #convolve} with respect to its weights, where this is its images: →
   * (height·width·C)×F.
   */
  public Tensor convolveWeightGradient(Tensor outputGradient, Window window) {
    requireSamePrecision("convolveWeightGradient", outputGradient);
    outputGradient.requireSize(
        "convolveWeightGradient", window.output(shape, outputGradient.columns()).size());
    return fill(
        Shape.of(window.area() * columns(), outputGradient.columns()),
        (engine, out) ->
            engine.convolveWeightGradient(matrix, outputGradient.matrix, window.over(shape), out));
  }

  /** The mean under each position of the window, without the padding: N×H×W×C → N×H'×W'×C. */
  public Tensor averagePool(Window window) {
    return fill(
        window.requirePooling().output(shape, columns()),
        (engine, out) -> engine.averagePool(matrix, window.over(shape), out));
  }

  /**
   * The gradient of {@link #averagePool} with respect to its images, where this is that of its
   * output: N×H'×W'×C → N×H×W×C.
   */
  public Tensor averagePoolGradient(Window window, Shape images) {
    requireSize(
        "averagePoolGradient", window.requirePooling().output(images, images.columns()).size());
    return fill(
        images, (engine, out) -> engine.averagePoolGradient(matrix, window.over(images), out));
  }

  /** For example {@code 2×3 DOUBLE}, with the numbers where they are few. */
  @Override
  public String toString() {
    return shape + " " + precision() + (size() <= 100 ? "\n" + matrix : "");
  }

  Engine<Matrix> engine() {
    return Engines.of(matrix);
  }

  private Object storage() {
    return matrix instanceof DMatrixRMaj m ? m.data : ((FMatrixRMaj) matrix).data;
  }

  private Tensor elementwise(Operation operation, Tensor other) {
    return fill(shape, (engine, out) -> engine.elementwise(operation, matrix, other.matrix, out));
  }

  /** A new tensor of this precision, filled by an operation of the engine. */
  Tensor fill(Shape shape, BiConsumer<Engine<Matrix>, Matrix> operation) {
    Tensor out = zeros(precision(), shape);
    operation.accept(engine(), out.matrix);
    return out;
  }

  void requireSamePrecision(String operation, Tensor other) {
    if (precision() != other.precision()) {
      throw new IllegalArgumentException(
          "%s: %s %s with %s %s; convert one with to(Precision)"
              .formatted(operation, shape, precision(), other.shape, other.precision()));
    }
  }

  void requireSameShape(String operation, Tensor other) {
    requireSamePrecision(operation, other);
    if (!shape.equals(other.shape)) {
      throw new IllegalArgumentException(
          "%s: the shapes must be equal, got %s and %s".formatted(operation, shape, other.shape));
    }
  }

  void requireRow(String operation, Tensor row) {
    requireSamePrecision(operation, row);
    if (row.rows() != 1 || row.columns() != columns()) {
      throw new IllegalArgumentException(
          "%s: %s needs a row of shape 1×%d, got %s"
              .formatted(operation, shape, columns(), row.shape));
    }
  }

  private void requireColumn(String operation, Tensor column) {
    requireSamePrecision(operation, column);
    if (column.rows() != rows() || column.columns() != 1) {
      throw new IllegalArgumentException(
          "%s: %s needs a column of shape %d×1, got %s"
              .formatted(operation, shape, rows(), column.shape));
    }
  }

  private void requireAgreement(String operation, int mine, int theirs, Tensor other) {
    requireSamePrecision(operation, other);
    if (mine != theirs) {
      throw new IllegalArgumentException(
          "%s: %s does not fit %s; the summed dimensions are %d and %d"
              .formatted(operation, shape, other.shape, mine, theirs));
    }
  }

  void requireFilters(Tensor weight, Tensor bias, Window window) {
    requireFilters("convolve", weight, window, shape);
    weight.requireRow("convolve", bias);
  }

  /** Refuses weights of another precision, or for a window over other images. */
  void requireFilters(String operation, Tensor weight, Window window, Shape images) {
    requireSamePrecision(operation, weight);
    if (weight.rows() != window.area() * images.columns()) {
      throw new IllegalArgumentException(
          "%s: a %s over %s needs weights of %d rows (height·width·channels), got %s"
              .formatted(
                  operation, window, images, window.area() * images.columns(), weight.shape));
    }
  }

  private void requireSize(String operation, int size) {
    if (size() != size) {
      throw new IllegalArgumentException(
          "%s: %s has %d elements, expected %d".formatted(operation, shape, size(), size));
    }
  }
}
