package gradus.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchNormTest {
  private static final Initializer INITIALIZER = Initializer.he(Precision.DOUBLE, new Seed(1));
  private static final Mode TRAINING = Mode.training(new Random(1));

  /** Mean 3 and 20, variance over two rows 1 and 100, over one row fewer 2 and 200. */
  private static final Tensor BATCH = Tensor.of(new double[][] {{2, 10}, {4, 30}});

  @Test
  void aBatchLeavesWithMeanZeroAndDeviationOne() {
    Tensor y = new BatchNorm(2, 0.1, 0, INITIALIZER).forward(BATCH, TRAINING).output();
    assertArrayEquals(new double[] {-1, -1, 1, 1}, y.toArray(), 1e-15);
  }

  @Test
  void runningStatisticsFollowPyTorchsConvention() {
    var layer = new BatchNorm(2, 0.25, 1e-5, INITIALIZER);
    layer.forward(BATCH, TRAINING);
    assertArrayEquals(new double[] {0.75, 5}, value(layer, "runningMean"), 1e-12);
    assertArrayEquals(new double[] {0.75 + 0.5, 0.75 + 50}, value(layer, "runningVariance"), 1e-12);
  }

  @Test
  void runningStatisticsFollowTheConventionOfCs231nWhereAsked() {
    var layer = BatchNorm.cs231n(2, 1e-5, INITIALIZER);
    layer.forward(BATCH, TRAINING);
    assertArrayEquals(new double[] {0.3, 2}, value(layer, "runningMean"), 1e-12);
    assertArrayEquals(new double[] {0.1, 10}, value(layer, "runningVariance"), 1e-12);
  }

  private static double[] value(BatchNorm layer, String name) {
    return layer.parameters().get(name).value().toArray();
  }

  @Test
  void evaluationUsesTheRunningStatistics() {
    var layer = new BatchNorm(2, 1, 0, INITIALIZER);
    layer.forward(BATCH, TRAINING);
    Tensor y = layer.forward(BATCH, Mode.evaluation()).output();
    double half = Math.sqrt(0.5);
    assertArrayEquals(new double[] {-half, -half, half, half}, y.toArray(), 1e-15);
  }

  @Test
  void statisticsAreSavedButNotLearned() {
    Parameters parameters = new BatchNorm(3, INITIALIZER).parameters();
    assertEquals(4, parameters.names().size());
    assertEquals(6, parameters.count());
  }

  @Test
  void oneRowHasNoVarianceAndIsRefused() {
    var layer = new BatchNorm(2, INITIALIZER);
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> layer.forward(BATCH.slice(0, 1), TRAINING));
    assertEquals(
        "BatchNorm(2) received 1×2; it expects at least two rows in training: use larger batches, or drop a smaller last one",
        error.getMessage());
    assertTrue(layer.forward(BATCH.slice(0, 1), Mode.evaluation()).output().get(0) > 1.9);
  }
}
