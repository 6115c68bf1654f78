package gradus.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gradus.layer.Parameter;
import gradus.layer.Parameters;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import org.junit.jupiter.api.Test;

class WeightDecayTest {
  private static final double LAMBDA = 0.5;

  private final Parameter weight = Parameter.weight(Tensor.of(Shape.of(1, 2), 3, 4));
  private final Parameter bias = Parameter.undecayed(Tensor.of(Shape.of(1, 1), 10));
  private final Parameter mean = Parameter.buffer(Tensor.of(Shape.of(1, 1), 7));
  private final Parameters parameters =
      Parameters.of("weight", weight).and("bias", bias).and("mean", mean);

  @Test
  void theSameNumberMeansThreeStrengths() {
    assertEquals(0.5 * LAMBDA * 25, WeightDecay.halfSquare(LAMBDA).penalty(parameters));
    assertEquals(LAMBDA * 25, WeightDecay.square(LAMBDA).penalty(parameters));
    assertEquals(0, WeightDecay.decoupled(LAMBDA).penalty(parameters));
  }

  @Test
  void theGradientIsThatOfThePenalty() {
    WeightDecay.halfSquare(LAMBDA).addGradients(parameters);
    assertArrayEquals(new double[] {1.5, 2}, weight.gradient().toArray());
    WeightDecay.square(LAMBDA).addGradients(parameters);
    assertArrayEquals(new double[] {4.5, 6}, weight.gradient().toArray());
    WeightDecay.decoupled(LAMBDA).addGradients(parameters);
    assertArrayEquals(new double[] {4.5, 6}, weight.gradient().toArray());
  }

  @Test
  void onlyDecoupledDecayShrinksTheWeightsThemselves() {
    WeightDecay.square(LAMBDA).shrink(parameters, 0.1);
    assertArrayEquals(new double[] {3, 4}, weight.value().toArray());
    WeightDecay.decoupled(LAMBDA).shrink(parameters, 0.1);
    assertArrayEquals(new double[] {3 * 0.95, 4 * 0.95}, weight.value().toArray(), 1e-15);
  }

  @Test
  void biasesDecayWhereAskedAndStatisticsNever() {
    WeightDecay.halfSquare(LAMBDA).addGradients(parameters);
    assertEquals(0, bias.gradient().get(0));
    WeightDecay all = WeightDecay.halfSquare(LAMBDA).withBiases();
    all.addGradients(parameters);
    assertEquals(5, bias.gradient().get(0));
    assertEquals(0, mean.gradient().get(0));
    assertEquals(0.5 * LAMBDA * 125, all.penalty(parameters));
    WeightDecay.decoupled(LAMBDA).withBiases().shrink(parameters, 0.1);
    assertEquals(9.5, bias.value().get(0));
    assertEquals(7, mean.value().get(0));
  }

  @Test
  void negativeDecayIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> WeightDecay.square(-1));
  }
}
