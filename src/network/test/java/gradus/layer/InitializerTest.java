package gradus.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import org.junit.jupiter.api.Test;

class InitializerTest {
  private static final int IN = 200;
  private static final int OUT = 400;
  private static final Seed SEED = new Seed(5);

  private static double variance(Initializer initializer) {
    Tensor weights = initializer.weights(Shape.of(IN, OUT), IN, OUT);
    return weights.dot(weights) / weights.size();
  }

  @Test
  void theVariancesAreThoseOfThePapers() {
    Precision precision = Precision.SINGLE;
    assertEquals(2.0 / IN, variance(Initializer.he(precision, SEED)), 0.02 * 2 / IN);
    assertEquals(1.0 / IN, variance(Initializer.lecun(precision, SEED)), 0.02 / IN);
    double xavier = 2.0 / (IN + OUT);
    assertEquals(xavier, variance(Initializer.xavierNormal(precision, SEED)), 0.02 * xavier);
    assertEquals(xavier, variance(Initializer.xavierUniform(precision, SEED)), 0.02 * xavier);
    assertEquals(1e-4, variance(Initializer.gaussian(precision, SEED, 0.01)), 0.02 * 1e-4);
  }

  @Test
  void uniformWeightsStayWithinTheirBounds() {
    double bound = Math.sqrt(6.0 / (IN + OUT));
    Tensor weights =
        Initializer.xavierUniform(Precision.DOUBLE, SEED).weights(Shape.of(IN, OUT), IN, OUT);
    for (double weight : weights.toArray()) {
      assertTrue(Math.abs(weight) <= bound);
    }
  }

  @Test
  void aConvolutionCountsThePixelsOfItsWindowAmongItsInputs() {
    var conv = new Conv2d(8, 64, Window.square(5), Initializer.he(Precision.SINGLE, SEED));
    Tensor weight = conv.parameters().get("weight").value();
    assertEquals(2.0 / 200, weight.dot(weight) / weight.size(), 0.05 * 2 / 200);
  }

  @Test
  void bothPrecisionsStartFromTheSameDraws() {
    Tensor wide = Initializer.he(Precision.DOUBLE, SEED).weights(Shape.of(3, 4), 3, 4);
    Tensor narrow = Initializer.he(Precision.SINGLE, SEED).weights(Shape.of(3, 4), 3, 4);
    assertTrue(Numbers.distance(wide, narrow) < 1e-7);
  }
}
