package gradus.tensor.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Precision;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GeluKernelTest {
  /** From −14 to 14, where exp(−x²/2) is from 1 to smaller than any number of single precision. */
  private static final int COUNT = 28_001;

  private static final Tensor GRID =
      Tensor.of(Shape.of(COUNT, 1), grid()).to(Precision.SINGLE).to(Precision.DOUBLE);

  private static double[] grid() {
    double[] grid = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      grid[i] = (i - COUNT / 2) / 1000.0;
    }
    return grid;
  }

  @Test
  void knownValuesAreFound() {
    Tensor x = Tensor.of(Shape.of(1, 4), 0, 1.959963984540054, -3, 40);
    double[] expected = {0, 0.975 * 1.959963984540054, -3 * 0.0013498980316300946, 40};
    assertArrayEquals(expected, x.gelu().toArray(), 1e-14);
    Tensor ones = Tensor.full(Precision.DOUBLE, x.shape(), 1);
    assertEquals(0.5, x.geluGradient(ones).get(0), 1e-15);
  }

  @Test
  void valueAndSlopeAreRightToSinglePrecision() {
    Tensor ones = Tensor.full(Precision.DOUBLE, GRID.shape(), 1);
    Tensor y = GRID.gelu();
    Tensor dx = GRID.geluGradient(ones);
    Tensor narrow = GRID.to(Precision.SINGLE);
    Tensor narrowY = narrow.gelu();
    Tensor narrowDx = narrow.geluGradient(ones.to(Precision.SINGLE));
    for (int i = 0; i < COUNT; i++) {
      double scale = Math.max(1, Math.abs(GRID.get(i)));
      assertEquals(y.get(i), narrowY.get(i), 2e-7 * scale, "value at " + GRID.get(i));
      assertEquals(dx.get(i), narrowDx.get(i), 4e-7, "slope at " + GRID.get(i));
    }
  }

  @Test
  void vectorsAndSingleNumbersAreTheSameToTheBit() {
    float[] x = GRID.toFloatArray();
    float[] together = new float[COUNT];
    float[] slopes = new float[COUNT];
    float[] dy = new float[COUNT];
    Arrays.fill(dy, 1);
    GeluKernel.apply(x, together, 0, COUNT);
    GeluKernel.applyGradient(x, dy, slopes, 0, COUNT);
    for (int i = 0; i < COUNT; i++) {
      assertEquals(GeluKernel.value(x[i]), together[i]);
      assertEquals(GeluKernel.slope(x[i]), slopes[i]);
    }
  }

  @Test
  void whatIsNotANumberStaysSo() {
    float[] x = new float[40];
    x[0] = Float.NaN;
    x[39] = Float.NaN;
    float[] y = new float[40];
    GeluKernel.apply(x, y, 0, 40);
    assertTrue(Float.isNaN(y[0]) && Float.isNaN(y[39]) && y[1] == 0);
  }
}
