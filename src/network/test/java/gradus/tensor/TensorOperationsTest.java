package gradus.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each operation on numbers that can be checked by hand, in both precisions. */
class TensorOperationsTest {
  private static final double CLOSE = 1e-6;

  /** 1 −2 3 / −4 5 6. */
  private static Tensor x(Precision precision) {
    return Tensor.of(precision, Shape.of(2, 3), 1, -2, 3, -4, 5, 6);
  }

  /** 2 1 4 / 8 −1 3. */
  private static Tensor y(Precision precision) {
    return Tensor.of(precision, Shape.of(2, 3), 2, 1, 4, 8, -1, 3);
  }

  @ParameterizedTest
  @EnumSource
  void elementByElement(Precision p) {
    shows(x(p).plus(y(p)), 3, -1, 7, 4, 4, 9);
    shows(x(p).minus(y(p)), -1, -3, -1, -12, 6, 3);
    shows(x(p).times(y(p)), 2, -2, 12, -32, -5, 18);
    shows(x(p).dividedBy(y(p)), 0.5, -2, 0.75, -0.5, -5, 2);
    shows(x(p).times(-2), -2, 4, -6, 8, -10, -12);
    shows(x(p).map(v -> v * v), 1, 4, 9, 16, 25, 36);
    shows(x(p).combine(y(p), Math::max), 2, 1, 4, 8, 5, 6);
    shows(x(p).leakyRelu(0.5), 1, -1, 3, -2, 5, 6);
    shows(x(p).leakyReluGradient(y(p), 0.5), 2, 0.5, 4, 4, -1, 3);
    shows(Tensor.full(p, Shape.of(1, 2), 7), 7, 7);
  }

  @ParameterizedTest
  @EnumSource
  void rowsAndColumnsAreSpread(Precision p) {
    Tensor row = Tensor.of(p, Shape.of(1, 3), 1, 2, 4);
    Tensor column = Tensor.of(p, Shape.of(2, 1), 10, 2);
    shows(x(p).plusRow(row), 2, 0, 7, -3, 7, 10);
    shows(x(p).minusRow(row), 0, -4, -1, -5, 3, 2);
    shows(x(p).timesRow(row), 1, -4, 12, -4, 10, 24);
    shows(x(p).minusColumn(column), -9, -12, -7, -6, 3, 4);
    shows(x(p).timesColumn(column), 10, -20, 30, -8, 10, 12);
  }

  @ParameterizedTest
  @EnumSource
  void reductions(Precision p) {
    shows(x(p).columnSums(), -3, 3, 9);
    shows(x(p).columnMeans(), -1.5, 1.5, 4.5);
    shows(x(p).rowSums(), 2, 7);
    shows(x(p).rowMeans(), 2 / 3.0, 7 / 3.0);
    shows(x(p).columnVariances(x(p).columnMeans()), 6.25, 12.25, 2.25);
    shows(x(p).columnDots(y(p)), -30, -7, 30);
    assertEquals(-7, x(p).dot(y(p)), CLOSE);
    assertArrayEquals(new int[] {2, 2}, x(p).argMaxColumns());
    Tensor equal = Tensor.of(p, Shape.of(2, 3), 5, 5, 4, 1, 7, 7);
    assertArrayEquals(new int[] {0, 1}, equal.argMaxColumns(), "the first of equals");
  }

  @ParameterizedTest
  @EnumSource
  void products(Precision p) {
    shows(x(p).matmulTranspose(y(p)), 12, 19, 21, -19);
    shows(x(p).transposeMatmul(y(p)), -30, 5, -8, 36, -7, 7, 54, -3, 30);
    shows(x(p).matmul(y(p).transpose()), 12, 19, 21, -19);
    shows(x(p).manhattanDistances(y(p)), 5, 8, 12, 21);
    assertEquals(Shape.of(2, 1, 2), x(p).reshape(2, 1, 3).matmulTranspose(y(p)).shape());
  }

  @ParameterizedTest
  @EnumSource
  void exponentials(Precision p) {
    Tensor logs = x(p).map(v -> Math.log(v + 5)); // 6 3 8 / 1 10 11
    shows(logs.rowSoftmax(), 6 / 17.0, 3 / 17.0, 8 / 17.0, 1 / 22.0, 10 / 22.0, 11 / 22.0);
    shows(logs.rowLogSumExp(), Math.log(17), Math.log(22));
    for (double far : new double[] {1000, -1000}) {
      Tensor huge = Tensor.of(p, Shape.of(1, 3), far, far, far - 1000);
      shows(huge.rowSoftmax(), 0.5, 0.5, 0);
      shows(huge.rowLogSumExp(), far + Math.log(2));
    }
    Tensor one = Tensor.of(p, Shape.of(1, 3), 0, 1, -1);
    double phi = 0.8413447460685429; // Φ(1)
    double density = Math.exp(-0.5) / Math.sqrt(2 * Math.PI);
    shows(one.gelu(), 0, phi, phi - 1);
    shows(
        one.geluGradient(Tensor.of(p, Shape.of(1, 3), 2, 3, 5)),
        1,
        3 * (phi + density),
        5 * (1 - phi - density));
  }

  @ParameterizedTest
  @EnumSource
  void changesInPlace(Precision p) {
    shows(changed(p, t -> t.addInPlace(2, y(p))), 5, 0, 11, 12, 3, 12);
    shows(changed(p, t -> t.blendInPlace(3, 2, y(p))), 7, -4, 17, 4, 13, 24);
    shows(changed(p, t -> t.accumulateSquaresInPlace(3, 2, y(p))), 11, -4, 41, 116, 17, 36);
    shows(changed(p, t -> t.assign(y(p))), 2, 1, 4, 8, -1, 3);
    Tensor squares = y(p).times(y(p));
    shows(
        changed(p, t -> t.addcdivInPlace(6, y(p), squares, 1)),
        1 + 6 * 2 / 3.0,
        -2 + 6 / 2.0,
        3 + 6 * 4 / 5.0,
        -4 + 6 * 8 / 9.0,
        5 - 6 / 2.0,
        6 + 6 * 3 / 4.0);
  }

  private static Tensor changed(Precision precision, Consumer<Tensor> change) {
    Tensor t = x(precision);
    change.accept(t);
    return t;
  }

  @ParameterizedTest
  @EnumSource
  void windows(Precision p) {
    Tensor image = Tensor.of(p, Shape.of(1, 3, 3, 1), 1, 2, 3, 4, 5, 6, 7, 8, 9);
    Window two = Window.square(2);
    Tensor weight = Tensor.of(p, Shape.of(4, 1), 1, 10, 100, 1000);
    Tensor bias = Tensor.of(p, Shape.of(1, 1), 0.5);
    Tensor dy = Tensor.of(p, Shape.of(1, 2, 2, 1), 1, 2, 3, 4);
    shows(image.im2col(two), 1, 2, 4, 5, 2, 3, 5, 6, 4, 5, 7, 8, 5, 6, 8, 9);
    shows(image.im2col(two).col2im(two, image.shape()), 1, 4, 3, 8, 20, 12, 7, 16, 9);
    shows(image.convolve(weight, bias, two), 5421.5, 6532.5, 8754.5, 9865.5);
    shows(image.convolve(weight, two), 5421, 6532, 8754, 9865);
    shows(image.convolveWeightGradient(dy, two), 37, 47, 67, 77);
    shows(
        dy.convolveInputGradient(weight, two, image.shape()),
        1,
        12,
        20,
        103,
        1234,
        2040,
        300,
        3400,
        4000);
    shows(image.averagePool(two), 3, 4, 6, 7);
    shows(dy.averagePoolGradient(two, image.shape()), 0.25, 0.75, 0.5, 1, 2.5, 1.5, 0.75, 1.75, 1);
    Selection largest = Selection.maxPool(image, two);
    shows(largest.values(), 5, 6, 8, 9);
    shows(largest.scatter(dy), 0, 0, 0, 0, 1, 2, 0, 3, 4);
    Selection equals = Selection.maxPool(Tensor.full(p, image.shape(), -5), two);
    shows(equals.scatter(dy), 1, 2, 0, 3, 4, 0, 0, 0, 0); // the first of equals
    Selection fused = Selection.convolveMaxPool(image.times(-1), weight, bias, two, false, two);
    shows(fused.values(), -5420.5);
    shows(Selection.convolveMaxPool(image.times(-1), weight, bias, two, true, two).values(), 0);
    Tensor three = Tensor.of(p, Shape.of(1, 1), 3);
    shows(
        fused.convolveInputGradient(three, weight, two, image.shape()),
        3,
        30,
        0,
        300,
        3000,
        0,
        0,
        0,
        0);
    shows(fused.convolveWeightGradient(three, image, two), 3, 6, 12, 15);
  }

  @ParameterizedTest
  @EnumSource
  void slices(Precision p) {
    Tensor numbers = Tensor.of(p, Shape.of(4, 1, 2), 1, 2, 3, 4, 5, 6, 7, 8);
    assertEquals(Shape.of(2, 1, 2), numbers.slice(1, 3).shape());
    shows(numbers.slice(1, 3), 3, 4, 5, 6);
    Tensor copy = numbers.copy();
    copy.set(0, 9);
    assertEquals(1, numbers.get(0));
    shows(copy, 9, 2, 3, 4, 5, 6, 7, 8);
    shows(x(p).transpose(), 1, -4, -2, 5, 3, 6);
  }

  @Test
  void aSmallTensorShowsItsNumbersAndALargeOneDoesNot() {
    String small = x(Precision.DOUBLE).toString();
    assertTrue(small.startsWith("2×3 DOUBLE\n") && small.contains("-4"), small);
    assertTrue(Tensor.zeros(Precision.SINGLE, Shape.of(10, 10)).toString().contains("\n"));
    assertEquals("101×1 SINGLE", Tensor.zeros(Precision.SINGLE, Shape.of(101, 1)).toString());
  }

  @Test
  void gaussianNumbersHaveTheirDeviationAndComeFromTheirSource() {
    Tensor drawn = Tensor.gaussian(Precision.DOUBLE, Shape.of(1000, 1), 3, new Random(1));
    assertEquals(3 * new Random(1).nextGaussian(), drawn.get(0), 1e-12);
    assertEquals(9, drawn.dot(drawn) / 1000, 1);
  }

  @Test
  void aPermutationHasEachNumberOnceInAnOrderOfItsStream() {
    int[] order = new Seed(1).permutation(50, "shuffle", 2);
    assertArrayEquals(IntStream.range(0, 50).toArray(), Arrays.stream(order).sorted().toArray());
    assertArrayEquals(order, new Seed(1).permutation(50, "shuffle", 2));
    assertTrue(IntStream.range(0, 50).filter(i -> order[i] == i).count() < 10);
    assertEquals(0, new Seed(1).permutation(0, "shuffle", 2).length);
  }

  /** Every order of three is as likely: 600 of 3,600, give or take 5 standard deviations. */
  @Test
  void everyOrderIsAsLikely() {
    int[] counts = new int[9 * 3];
    for (int i = 0; i < 3_600; i++) {
      int[] order = new Seed(3).permutation(3, "fair", i);
      counts[order[0] * 9 + order[1] * 3 + order[2]]++;
    }
    int[] seen = Arrays.stream(counts).filter(count -> count > 0).toArray();
    assertEquals(6, seen.length);
    assertTrue(Arrays.stream(seen).allMatch(count -> Math.abs(count - 600) < 112));
  }

  @Test
  void derivedSeedsDiffer() {
    assertEquals(new Seed(1).derive(2), new Seed(1).derive(2));
    assertNotEquals(new Seed(1).derive(2), new Seed(1).derive(3));
    assertNotEquals(new Seed(1).derive(2), new Seed(2).derive(2));
    assertNotEquals(0, new Seed(1).derive(2).value());
  }

  /** The stream of a seed is the same in every version: records and checkpoints depend on it. */
  @Test
  void theStreamsAreThoseOfTheRecords() {
    assertEquals(-3090207313493919829L, new Seed(1).stream("weights").nextLong());
    assertEquals(6346101745782846155L, new Seed(1).stream("dropout", 3).nextLong());
  }

  private static void shows(Tensor actual, double... expected) {
    assertArrayEquals(
        expected,
        actual.toArray(),
        CLOSE * Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElse(1)));
  }
}
