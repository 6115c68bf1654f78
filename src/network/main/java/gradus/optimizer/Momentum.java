package gradus.optimizer;

import gradus.layer.Parameters;
import gradus.tensor.Tensor;

/**
 * Gradient descent with momentum (Polyak, 1964): v ← μv − ηg, w ← w + v.
 *
 * <p>The learning rate is part of the velocity, as in CS231n; a schedule that lowers the rate
 * therefore takes a few steps to be felt.
 */
public final class Momentum implements Optimizer {
  private final double momentum;
  private final OptimizerState velocity = new OptimizerState("velocity");

  /** Momentum 0.9. */
  public Momentum() {
    this(0.9);
  }

  /**
   * @param momentum μ, from 0 (plain descent) to below 1
   */
  public Momentum(double momentum) {
    this.momentum = Require.fraction("momentum", momentum);
  }

  @Override
  public void step(Parameters parameters, double learningRate) {
    for (var entry : parameters.trainable()) {
      var parameter = entry.getValue();
      Tensor v = velocity.of(parameter);
      v.blendInPlace(momentum, -learningRate, parameter.gradient());
      parameter.value().addInPlace(1, v);
    }
  }

  @Override
  public Parameters state(Parameters parameters) {
    return velocity.of(parameters);
  }

  @Override
  public String toString() {
    return "Momentum(" + momentum + ")";
  }
}
