package gradus.optimizer;

import gradus.layer.Parameter;
import gradus.layer.Parameters;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

/**
 * Momentum and RMSProp together, corrected for their start at zero (Kingma and Ba, 2015).
 *
 * <p>At step t, counted from 1: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², m̂ = m / (1 − β₁ᵗ), v̂ =
 * v / (1 − β₂ᵗ), w ← w − ηm̂ / (√v̂ + ε).
 */
public final class Adam implements Optimizer {
  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private final OptimizerState mean = new OptimizerState("mean");
  private final OptimizerState squares = new OptimizerState("squares");
  private final Parameter steps = Parameter.buffer(Tensor.of(Shape.of(1, 1), 0));

  /** β₁ = 0.9, β₂ = 0.999 and ε = 1e-8, as in the paper. */
  public Adam() {
    this(0.9, 0.999, 1e-8);
  }

  /**
   * @param beta1 β₁, from 0 to below 1
   * @param beta2 β₂, from 0 to below 1
   * @param epsilon ε, above 0
   */
  public Adam(double beta1, double beta2, double epsilon) {
    this.beta1 = Bounds.requireFraction("beta1", beta1);
    this.beta2 = Bounds.requireFraction("beta2", beta2);
    this.epsilon = Bounds.requirePositive("epsilon", epsilon);
  }

  /**
   * The corrections are drawn out of the quotient: ηm̂ / (√v̂ + ε) is η√c₂/c₁ · m / (√v + ε√c₂),
   * where c = 1 − βᵗ.
   */
  @Override
  public void step(Parameters parameters, double learningRate) {
    double t = steps.value().get(0) + 1;
    steps.value().set(0, t);
    double root = Math.sqrt(1 - Math.pow(beta2, t));
    double rate = learningRate * root / (1 - Math.pow(beta1, t));
    for (var entry : parameters.trainable()) {
      var parameter = entry.getValue();
      Tensor m = mean.of(parameter);
      Tensor v = squares.of(parameter);
      m.blendInPlace(beta1, 1 - beta1, parameter.gradient());
      v.accumulateSquaresInPlace(beta2, 1 - beta2, parameter.gradient());
      parameter.value().addcdivInPlace(-rate, m, v, epsilon * root);
    }
  }

  @Override
  public Parameters state(Parameters parameters) {
    return mean.of(parameters).andPart("", squares.of(parameters)).and("steps", steps);
  }

  @Override
  public String toString() {
    return "Adam(" + beta1 + ", " + beta2 + ", ε " + epsilon + ")";
  }
}
