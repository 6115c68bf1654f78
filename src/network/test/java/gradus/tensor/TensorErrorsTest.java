package gradus.tensor;

import static gradus.tensor.Precision.DOUBLE;
import static gradus.tensor.Precision.SINGLE;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.engine.Activation;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of two tensors names itself when shape or precision of the second is wrong. */
class TensorErrorsTest {
  private static final Window TWO = Window.square(2);

  /**
   * An operation of a 2×3×3×4 tensor, the shape that its other tensor must have, and a wrong one.
   */
  static Stream<Arguments> operations() {
    Shape same = Shape.of(2, 3, 3, 4);
    Shape other = Shape.of(2, 3, 4, 3);
    Shape row = Shape.of(1, 4);
    Shape notRow = Shape.of(1, 3);
    Shape column = Shape.of(18, 1);
    Shape weight = Shape.of(16, 5);
    Shape output = Shape.of(2, 2, 2, 5);
    return Stream.of(
        operation("matmul", Tensor::matmul, Shape.of(4, 2), Shape.of(3, 2)),
        operation("transposeMatmul", Tensor::transposeMatmul, Shape.of(18, 2), Shape.of(4, 2)),
        operation(
            "transposeMatmulInto",
            (x, target) -> inPlace(() -> x.transposeMatmulInto(x, target)),
            Shape.of(4, 4),
            Shape.of(4, 2)),
        operation("matmulTranspose", Tensor::matmulTranspose, Shape.of(2, 4), Shape.of(4, 2)),
        operation("manhattanDistances", Tensor::manhattanDistances, Shape.of(2, 4), notRow),
        operation("combine", (x, y) -> x.combine(y, Math::min), same, other),
        operation("plus", Tensor::plus, same, other),
        operation("minus", Tensor::minus, same, other),
        operation("times", Tensor::times, same, other),
        operation("dividedBy", Tensor::dividedBy, same, other),
        operation("columnDots", Tensor::columnDots, same, other),
        operation("dot", Tensor::dot, same, other),
        operation("leakyReluGradient", (x, y) -> x.leakyReluGradient(y, 0.1), same, other),
        operation("geluGradient", Tensor::geluGradient, same, other),
        operation("plusRow", Tensor::plusRow, row, notRow),
        operation("minusRow", Tensor::minusRow, row, Shape.of(2, 4)),
        operation("timesRow", Tensor::timesRow, row, notRow),
        operation("columnVariances", Tensor::columnVariances, row, notRow),
        operation("minusColumn", Tensor::minusColumn, column, Shape.of(18, 2)),
        operation("timesColumn", Tensor::timesColumn, column, Shape.of(9, 1)),
        operation("addInPlace", (x, y) -> inPlace(() -> x.addInPlace(2, y)), same, other),
        operation("blendInPlace", (x, y) -> inPlace(() -> x.blendInPlace(1, 2, y)), same, other),
        operation(
            "accumulateSquaresInPlace",
            (x, y) -> inPlace(() -> x.accumulateSquaresInPlace(1, 2, y)),
            same,
            other),
        operation(
            "addcdivInPlace",
            (x, y) -> inPlace(() -> x.addcdivInPlace(1, y, x, 1e-8)),
            same,
            other),
        operation(
            "addcdivInPlace",
            (x, y) -> inPlace(() -> x.addcdivInPlace(1, x, y, 1e-8)),
            same,
            other),
        operation("assign", (x, y) -> inPlace(() -> x.assign(y)), same, other),
        operation("convolve", (x, w) -> x.convolve(w, TWO), weight, Shape.of(12, 5)),
        operation(
            "convolve",
            (x, b) -> x.convolve(Tensor.zeros(x.precision(), weight), b, TWO),
            Shape.of(1, 5),
            row),
        operation(
            "convolveWeightGradient",
            (x, dy) -> x.convolveWeightGradient(dy, TWO),
            output,
            Shape.of(2, 3, 2, 5)),
        operation(
            "gradients",
            (x, dy) -> Selection.maxPool(x, TWO).scatter(dy),
            Shape.of(2, 2, 2, 4),
            output));
  }

  private static Arguments operation(
      String name, BiFunction<Tensor, Tensor, Object> operation, Shape right, Shape wrong) {
    return Arguments.of(name, operation, right, wrong);
  }

  private static String inPlace(Runnable change) {
    change.run();
    return "changed";
  }

  @ParameterizedTest(name = "{0} {3}")
  @MethodSource("operations")
  void aWrongShapeOrPrecisionIsNamed(
      String name, BiFunction<Tensor, Tensor, Object> operation, Shape right, Shape wrong) {
    Tensor x = Tensor.full(DOUBLE, Shape.of(2, 3, 3, 4), 1);
    operation.apply(x, Tensor.full(DOUBLE, right, 1));
    refuses(name, wrong.toString(), () -> operation.apply(x, Tensor.full(DOUBLE, wrong, 1)));
    if (!name.equals("gradients")) { // which may be of any precision
      refuses(name, "to(Precision)", () -> operation.apply(x, Tensor.full(SINGLE, right, 1)));
    }
  }

  @Test
  void gradientsOfOtherSizesAreNamed() {
    Shape images = Shape.of(2, 3, 3, 4);
    Tensor dy = Tensor.zeros(DOUBLE, Shape.of(2, 3, 2, 4));
    Tensor weight = Tensor.zeros(DOUBLE, Shape.of(16, 4));
    refuses("averagePoolGradient", "expected 32", () -> dy.averagePoolGradient(TWO, images));
    refuses(
        "convolveInputGradient",
        "expected 32",
        () -> dy.convolveInputGradient(weight, TWO, images));
    refuses("col2im", "expected 128", () -> dy.col2im(TWO, images));
  }

  @Test
  void whatAFusedConvolutionIsGivenMustFit() {
    Tensor x = Tensor.zeros(DOUBLE, Shape.of(2, 3, 3, 4));
    Tensor weight = Tensor.zeros(DOUBLE, Shape.of(16, 5));
    Tensor bias = Tensor.zeros(DOUBLE, Shape.of(1, 5));
    Tensor narrow = Tensor.zeros(DOUBLE, Shape.of(12, 5));
    refuses("convolve", "12×5", () -> Selection.convolveMaxPool(x, narrow, bias, TWO, true, TWO));
    Selection picked = Selection.convolveMaxPool(x, weight, bias, TWO, true, TWO);
    Tensor dy = Tensor.zeros(DOUBLE, picked.values().shape());
    refuses(
        "convolveInputGradient",
        "12×5",
        () -> picked.convolveInputGradient(dy, narrow, TWO, x.shape()));
    refuses("picked", "2×3", () -> picked.convolveInputGradient(x, weight, TWO, x.shape()));
    refuses("picked", "2×3", () -> picked.convolveWeightGradient(x, x, TWO));
  }

  @Test
  void arraysOfOtherLengthsAndShapesOfOtherSizesAreNamed() {
    Shape two = Shape.of(1, 2);
    refuses("1×2", "got 3", () -> Tensor.of(two, 1, 2, 3));
    refuses("1×2", "got 3", () -> Tensor.of(SINGLE, two, new float[3]));
    refuses("1×2", "3×1", () -> Tensor.zeros(DOUBLE, two).reshape(3, 1));
  }

  @Test
  void rowsOfANormalizationMustFit() {
    Tensor four = Tensor.full(DOUBLE, Shape.of(1, 4), 1);
    Tensor three = Tensor.full(DOUBLE, Shape.of(1, 3), 1);
    Tensor x = Tensor.zeros(DOUBLE, Shape.of(2, 4));
    Tensor narrow = Tensor.zeros(DOUBLE, Shape.of(2, 3));
    Activation identity = Activation.NONE;
    refuses("Normalization", "1×3", () -> new Normalization(four, three, four, identity));
    refuses("Normalization", "1×3", () -> new Normalization(four, four, three, identity));
    var normalization = new Normalization(four, four, four, identity);
    refuses("Normalization", "2×3", () -> normalization.of(narrow));
    refuses("Normalization.sums", "2×3", () -> normalization.sums(narrow, x));
    refuses("Normalization.sums", "2×3", () -> normalization.sums(x, narrow));
    refuses("Normalization.gradient", "2×3", () -> normalization.gradient(narrow, x, four, four));
    refuses("Normalization.gradient", "2×3", () -> normalization.gradient(x, narrow, four, four));
    refuses("Normalization.gradient", "1×3", () -> normalization.gradient(x, x, three, four));
    refuses("Normalization.gradient", "1×3", () -> normalization.gradient(x, x, four, three));
  }

  private static void refuses(String name, String received, Runnable operation) {
    String message =
        assertThrows(IllegalArgumentException.class, operation::run, name).getMessage();
    assertTrue(message.contains(name), message);
    assertTrue(message.contains(received), message);
  }
}
