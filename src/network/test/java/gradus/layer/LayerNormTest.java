package gradus.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LayerNormTest {
  private static final Initializer INIT = Initializer.he(Precision.DOUBLE, new Seed(1));

  /** Of 1 and 3 the variance is 1, so with ε = 3 the deviations are halved. */
  @Test
  void aRowLosesItsMeanAndIsDividedByTheRootOfVarianceAndEpsilon() {
    Tensor x = Tensor.of(Precision.DOUBLE, Shape.of(2, 2), 1, 3, 30, 10);
    double large = 10 / Math.sqrt(103);
    assertArrayEquals(
        new double[] {-0.5, 0.5, large, -large},
        new LayerNorm(2, 3, INIT).forward(x, Mode.evaluation()).output().toArray(),
        1e-12);
    assertArrayEquals(
        new double[] {0, 0},
        new GroupNorm(1, 1, 3, INIT)
            .forward(Tensor.of(Precision.DOUBLE, Shape.of(2, 1, 1, 1), 5, 7), Mode.evaluation())
            .output()
            .toArray(),
        1e-12);
  }

  @Test
  void epsilonIsZeroOrMore() {
    for (double wrong : new double[] {-1e-5, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> new LayerNorm(2, wrong, INIT));
    }
    assertEquals("LayerNorm(2, ε 0.0)", new LayerNorm(2, 0, INIT).toString());
  }
}
