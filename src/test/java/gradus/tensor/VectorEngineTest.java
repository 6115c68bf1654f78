package gradus.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The fast kernels against the readable ones, on random shapes: odd, tiny, empty. */
class VectorEngineTest {
  private static final int SHAPES = 10_000;

  private final SplittableRandom random = new SplittableRandom(20_26);

  @Test
  void singlePrecisionIsComputedByVectors() {
    assertInstanceOf(VectorEngine.class, Engine.of(Precision.SINGLE));
  }

  @Test
  void allThreeProductsAreThoseOfTheReadableEngine() {
    for (int i = 0; i < SHAPES; i++) {
      Tensor a = numbers(length(), length());
      Tensor b = numbers(a.columns(), length());
      Tensor expected = a.to(Precision.DOUBLE).matmul(b.to(Precision.DOUBLE));
      assertClose(expected, a.matmul(b));
      assertClose(expected, a.transpose().transposeMatmul(b));
      assertClose(expected, a.matmulTranspose(b.transpose()));
    }
  }

  @Test
  void convolutionsAndTheirGradientsAreThoseOfTheReadableEngine() {
    for (int i = 0; i < SHAPES; i++) {
      Window window =
          new Window(1 + below(4), 1 + below(4), 1 + below(3), below(3), random.nextBoolean());
      Shape images =
          Shape.of(below(4), window.height() + below(6), window.width() + below(6), 1 + below(20));
      Tensor x = numbers(images);
      Tensor weight = numbers(window.area() * x.columns(), 1 + below(40));
      Tensor bias = numbers(1, weight.columns());
      Tensor y = x.convolve(weight, bias, window);
      Tensor dy = numbers(y.shape());
      Tensor exactX = x.to(Precision.DOUBLE);
      Tensor exactWeight = weight.to(Precision.DOUBLE);
      Tensor exactDy = dy.to(Precision.DOUBLE);
      assertClose(exactX.convolve(exactWeight, bias.to(Precision.DOUBLE), window), y);
      assertClose(
          exactX.convolveWeightGradient(exactDy, window), x.convolveWeightGradient(dy, window));
      assertClose(
          exactDy.convolveInputGradient(exactWeight, window, images),
          dy.convolveInputGradient(weight, window, images));
    }
  }

  /** Mostly small, now and then larger than a tile or a block, sometimes nothing. */
  private int length() {
    int most = new int[] {3, 13, 40, 70, random.nextInt(20) == 0 ? 300 : 20}[below(5)];
    return below(most);
  }

  private int below(int bound) {
    return random.nextInt(bound);
  }

  private Tensor numbers(int... dimensions) {
    return numbers(Shape.of(dimensions));
  }

  private Tensor numbers(Shape shape) {
    return Tensor.random(Precision.SINGLE, shape, () -> random.nextDouble(-1, 1));
  }

  private static void assertClose(Tensor expected, Tensor actual) {
    assertEquals(expected.shape(), actual.shape());
    assertArrayEquals(expected.toArray(), actual.toArray(), 2e-4);
  }
}
