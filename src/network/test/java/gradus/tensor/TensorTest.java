package gradus.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorTest {
  private final Seed seed = new Seed(7);

  @Test
  void aTensorSharesItsStorageWithTheMatrixItWasMadeOf() {
    DMatrixRMaj matrix = new DMatrixRMaj(2, 3);
    Tensor tensor = Tensor.of(matrix);
    matrix.set(1, 2, 5);
    assertEquals(5, tensor.at(1, 2));
    assertSame(matrix, tensor.matrix());
  }

  @ParameterizedTest
  @EnumSource
  void elementsCanBeCopiedInAndOut(Precision precision) {
    double[] numbers = {0.5, -1, 2, 3, 0, 8};
    float[] floats = {0.5f, -1, 2, 3, 0, 8};
    for (Tensor x :
        List.of(
            Tensor.of(precision, Shape.of(3, 2), numbers),
            Tensor.of(precision, Shape.of(3, 2), floats))) {
      assertEquals(precision, x.precision());
      assertArrayEquals(numbers, x.toArray());
      assertArrayEquals(floats, x.toFloatArray());
      assertArrayEquals(numbers, x.to(Precision.SINGLE).to(Precision.DOUBLE).toArray());
    }
    assertThrows(
        IllegalArgumentException.class, () -> Tensor.of(precision, Shape.of(2, 2), numbers));
  }

  @ParameterizedTest
  @EnumSource
  void slicesAreGatheredInTheGivenOrder(Precision precision) {
    Tensor x = Tensor.of(Shape.of(3, 1, 2), 1, 2, 3, 4, 5, 6).to(precision);
    Tensor chosen = x.gatherRows(2, 0, 2, 1);
    assertEquals(Shape.of(4, 1, 2), chosen.shape());
    assertArrayEquals(new double[] {5, 6, 1, 2, 5, 6, 3, 4}, chosen.toArray());
    assertEquals(Shape.of(0, 1, 2), x.gatherRows().shape());
  }

  @ParameterizedTest
  @EnumSource
  void allThreeProductsAreThoseOfEjml(Precision precision) {
    Tensor a = random(precision, 5, 7);
    Tensor b = random(precision, 7, 3);
    DMatrixRMaj expected = new DMatrixRMaj(5, 3);
    CommonOps_DDRM.mult(doubles(a), doubles(b), expected);
    double tolerance = precision == Precision.DOUBLE ? 1e-14 : 1e-5;
    assertArrayEquals(expected.data, a.matmul(b).toArray(), tolerance);
    assertArrayEquals(expected.data, a.transpose().transposeMatmul(b).toArray(), tolerance);
    assertArrayEquals(expected.data, a.matmulTranspose(b.transpose()).toArray(), tolerance);
  }

  @Test
  void permutingThereAndBackIsTheIdentity() {
    Tensor x = Tensor.gaussian(Precision.DOUBLE, Shape.of(2, 3, 4, 5), 1, seed.stream("x"));
    Tensor there = x.permute(0, 3, 1, 2);
    assertEquals(Shape.of(2, 5, 3, 4), there.shape());
    assertEquals(x.get(1 * 60 + 2 * 20 + 3 * 5 + 4), there.get(1 * 60 + 4 * 12 + 2 * 4 + 3));
    assertArrayEquals(x.toArray(), there.permute(0, 2, 3, 1).toArray());
  }

  @Test
  void col2imIsTheTransposeOfIm2col() {
    Window window = new Window(3, 2, 2, 1, false);
    Tensor x = Tensor.gaussian(Precision.DOUBLE, Shape.of(2, 6, 5, 3), 1, seed.stream("x"));
    Tensor columns = x.im2col(window);
    Tensor other = Tensor.gaussian(Precision.DOUBLE, columns.shape(), 1, seed.stream("y"));
    assertEquals(columns.dot(other), other.col2im(window, x.shape()).dot(x), 1e-10);
  }

  @Test
  void softmaxOfHugeScoresDoesNotOverflow() {
    Tensor p = Tensor.of(new double[][] {{1000, 1000, -1000}}).rowSoftmax();
    assertArrayEquals(new double[] {0.5, 0.5, 0}, p.toArray(), 1e-15);
  }

  @Test
  void precisionsAreNeverMixedSilently() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> random(Precision.SINGLE, 2, 2).plus(random(Precision.DOUBLE, 2, 2)));
    assertTrue(error.getMessage().contains("to(Precision)"), error.getMessage());
  }

  @Test
  void streamsOfASeedAreIndependentOfTheOrderInWhichTheyAreOpened() {
    double first = seed.stream("weights").nextDouble();
    double unused = seed.stream("dropout", 3).nextDouble();
    assertEquals(first, seed.stream("weights").nextDouble());
    assertEquals(unused, seed.stream("dropout", 3).nextDouble());
    assertTrue(first != unused);
  }

  private Tensor random(Precision precision, int rows, int columns) {
    return Tensor.gaussian(
        precision, Shape.of(rows, columns), 1, seed.stream("t", rows * 100L + columns));
  }

  private static DMatrixRMaj doubles(Tensor tensor) {
    return DMatrixRMaj.wrap(tensor.rows(), tensor.columns(), tensor.toArray());
  }

  @Test
  void axesThatAreNotEachDimensionOnceAreRefused() {
    Tensor cube = Tensor.zeros(Precision.DOUBLE, Shape.of(2, 3, 4));
    for (int[] axes : new int[][] {{1, 0}, {0, 1, 1}, {0, 1, -1}, {0, 1, 3}}) {
      assertThrows(IllegalArgumentException.class, () -> cube.permute(axes));
    }
    assertThrows(IllegalArgumentException.class, cube::transpose);
  }

  @Test
  void gradientsOfOtherShapesOrPrecisionsAreRefused() {
    Window two = Window.square(2);
    Shape images = Shape.of(1, 2, 2, 2);
    Tensor gradient = Tensor.zeros(Precision.DOUBLE, Shape.of(1, 1, 1, 4));
    assertThrows(IllegalArgumentException.class, () -> gradient.averagePoolGradient(two, images));
    Tensor weight = Tensor.zeros(Precision.DOUBLE, Shape.of(4, 4));
    assertThrows(
        IllegalArgumentException.class, () -> gradient.convolveInputGradient(weight, two, images));
    Tensor single = Tensor.zeros(Precision.SINGLE, Shape.of(8, 4));
    assertThrows(
        IllegalArgumentException.class, () -> gradient.convolveInputGradient(single, two, images));
    assertThrows(
        IllegalArgumentException.class,
        () -> Tensor.zeros(Precision.SINGLE, images).convolveWeightGradient(gradient, two));
  }

  @ParameterizedTest
  @EnumSource
  void aPoolingThatWouldSeeOnlyPaddingIsRefused(Precision precision) {
    Tensor x = Tensor.zeros(precision, Shape.of(1, 2, 2, 1));
    Window paddingOnly = new Window(1, 1, 1, 1, false);
    assertThrows(IllegalArgumentException.class, () -> Selection.maxPool(x, paddingOnly));
    assertThrows(IllegalArgumentException.class, () -> x.averagePool(paddingOnly));
  }

  @Test
  void moreElementsThanAnArrayHoldsAreRefused() {
    Shape shape = Shape.of(50_000, 50_000);
    var error = assertThrows(IllegalArgumentException.class, shape::size);
    assertTrue(error.getMessage().contains("50000×50000"), error.getMessage());
  }

  /** EJML keeps the array of a matrix that was made smaller. */
  @Test
  void aMatrixMayBeSmallerThanItsArray() {
    var random = new Random(3);
    Tensor x = Tensor.gaussian(Precision.SINGLE, Shape.of(2, 8, 8, 32), 1, random);
    Tensor w = Tensor.gaussian(Precision.SINGLE, Shape.of(9 * 32, 32), 1, random);
    var matrix = new FMatrixRMaj(256, 32);
    System.arraycopy(x.toFloatArray(), 0, matrix.data, 0, x.size());
    matrix.reshape(128, 32);
    Tensor y = Tensor.of(matrix).reshape(2, 8, 8, 32).convolve(w, Window.square(3).withPadding(1));
    assertArrayEquals(
        x.convolve(w, Window.square(3).withPadding(1)).toFloatArray(), y.toFloatArray());
  }
}
