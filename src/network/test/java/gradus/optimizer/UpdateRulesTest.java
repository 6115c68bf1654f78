package gradus.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gradus.layer.Parameter;
import gradus.layer.Parameters;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Steps of the update rules that can be followed with pencil and paper. */
class UpdateRulesTest {
  private static final double RATE = 0.1;

  private final Parameter weight = Parameter.weight(Tensor.of(Shape.of(1, 2), 1, 2));
  private final Parameters parameters = Parameters.of("weight", weight);

  private void step(Optimizer optimizer, double... gradient) {
    parameters.clearGradients();
    weight.accumulate(Tensor.of(Shape.of(1, 2), gradient));
    optimizer.step(parameters, RATE);
  }

  private void assertWeight(double... expected) {
    assertArrayEquals(expected, weight.value().toArray(), 1e-12);
  }

  @Test
  void momentumGathersSpeed() {
    Optimizer momentum = new Momentum(0.5);
    step(momentum, 1, -2);
    assertWeight(0.9, 2.2);
    step(momentum, 1, -2);
    assertWeight(0.75, 2.5);
  }

  @Test
  void nesterovIsOneStepAheadOfMomentum() {
    Optimizer nesterov = new Nesterov(0.5);
    step(nesterov, 1, -2);
    assertWeight(1 - 0.05 - 0.1, 2 + 0.1 + 0.2);
  }

  @Test
  void adaGradsFirstStepIsTheRateAndTheNextAreShorter() {
    Optimizer adaGrad = new AdaGrad();
    step(adaGrad, 5, -0.001);
    assertArrayEquals(new double[] {0.9, 2.1}, weight.value().toArray(), 1e-5);
    step(adaGrad, 5, -0.001);
    assertEquals(0.9 - 0.1 / Math.sqrt(2), weight.value().get(0), 1e-5);
  }

  @Test
  void rmsPropDividesByTheRootOfARunningMean() {
    step(new RmsProp(0.75, 1e-8), 3, -3);
    assertArrayEquals(new double[] {0.8, 2.2}, weight.value().toArray(), 1e-8);
  }

  @Test
  void adamsFirstStepIsTheRateWhateverTheGradient() {
    step(new Adam(), 1e-3, -1e3);
    assertArrayEquals(new double[] {0.9, 2.1}, weight.value().toArray(), 1e-5);
  }

  @Test
  void adamWShrinksTheWeightBesideAdamsStep() {
    step(new AdamW(0.5), 1, -1);
    assertArrayEquals(new double[] {0.95 - 0.1, 1.9 + 0.1}, weight.value().toArray(), 1e-7);
  }

  @Test
  void settingsThatCannotWorkAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Momentum(1));
    assertThrows(IllegalArgumentException.class, () -> new Nesterov(-0.1));
    assertThrows(IllegalArgumentException.class, () -> new AdaGrad(0));
    assertThrows(IllegalArgumentException.class, () -> new RmsProp(Double.NaN, 1e-8));
    assertThrows(IllegalArgumentException.class, () -> new Adam(0.9, 1, 1e-8));
    assertThrows(IllegalArgumentException.class, () -> new AdamW(-1));
  }
}
