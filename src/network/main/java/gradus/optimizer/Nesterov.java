package gradus.optimizer;

import gradus.layer.Parameters;
import gradus.tensor.Tensor;

/**
 * Gradient descent with Nesterov's momentum (Sutskever et al., 2013), which looks at the slope
 * where the velocity is about to lead: v ← μv − ηg, w ← w + μv − ηg.
 */
public final class Nesterov implements Optimizer {
  private final double momentum;
  private final OptimizerState velocity = new OptimizerState("velocity");

  /** Momentum 0.9. */
  public Nesterov() {
    this(0.9);
  }

  /**
   * @param momentum μ, from 0 (plain descent) to below 1
   */
  public Nesterov(double momentum) {
    this.momentum = Require.fraction("momentum", momentum);
  }

  @Override
  public void step(Parameters parameters, double learningRate) {
    for (var entry : parameters.trainable()) {
      var parameter = entry.getValue();
      Tensor v = velocity.of(parameter);
      v.blendInPlace(momentum, -learningRate, parameter.gradient());
      parameter.value().addInPlace(momentum, v);
      parameter.value().addInPlace(-learningRate, parameter.gradient());
    }
  }

  @Override
  public Parameters state(Parameters parameters) {
    return velocity.of(parameters);
  }

  @Override
  public String toString() {
    return "Nesterov(" + momentum + ")";
  }
}
