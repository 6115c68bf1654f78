package gradus.optimizer;

import gradus.layer.Parameter;
import gradus.tensor.Tensor;

/**
 * Gradient descent with momentum (Polyak, 1964): v ← μv − ηg, w ← w + v.
 *
 * <p>The learning rate is part of the velocity, as in CS231n; a schedule that lowers the rate
 * therefore takes effect over a few steps.
 */
public final class Momentum extends VelocityRule {
  /** Momentum 0.9. */
  public Momentum() {
    this(0.9);
  }

  /**
   * @param momentum μ, from 0 (plain descent) to below 1
   */
  public Momentum(double momentum) {
    super(momentum);
  }

  @Override
  void move(Parameter parameter, Tensor velocity, double learningRate) {
    parameter.value().addInPlace(1, velocity);
  }
}
