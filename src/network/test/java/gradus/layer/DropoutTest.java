package gradus.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gradus.tensor.Precision;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DropoutTest {
  private static final Tensor ONES = Tensor.full(Precision.SINGLE, Shape.of(100, 200), 1);

  private static double[] drop(Dropout dropout, long seed) {
    return dropout.forward(ONES, Mode.training(new Random(seed))).output().toArray();
  }

  @Test
  void theShareNamedIsZeroedAndTheMeanStays() {
    double[] y = drop(Dropout.zeroing(0.2), 1);
    assertEquals(0.2, Arrays.stream(y).filter(v -> v == 0).count() / (double) y.length, 0.01);
    assertEquals(1, Arrays.stream(y).average().orElseThrow(), 0.02);
    assertEquals(1.25, Arrays.stream(y).max().orElseThrow(), 1e-6);
  }

  @Test
  void keepingEightyPercentIsZeroingTwenty() {
    assertArrayEquals(drop(Dropout.zeroing(0.2), 5), drop(Dropout.keeping(0.8), 5), 1e-6);
    assertEquals("Dropout(zeroing 0.200)", Dropout.keeping(0.8).toString());
  }

  @Test
  void evaluationReturnsTheInputItself() {
    assertSame(ONES, Dropout.zeroing(0.5).forward(ONES, Mode.evaluation()).output());
  }

  @Test
  void keepingNothingIsRefused() {
    var error = assertThrows(IllegalArgumentException.class, () -> Dropout.zeroing(1));
    assertEquals(
        "dropout zeroes with a probability from 0 to below 1, got 1.0", error.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Dropout.zeroing(-0.1));
    assertThrows(IllegalArgumentException.class, () -> Dropout.keeping(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Dropout.keeping(0));
    assertThrows(IllegalArgumentException.class, () -> Dropout.keeping(1.01));
    assertArrayEquals(ONES.toArray(), drop(Dropout.zeroing(0), 1));
    assertArrayEquals(ONES.toArray(), drop(Dropout.keeping(1), 1));
  }
}
