package gradus.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
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
}
