package gradus.optimizer;

import gradus.layer.Parameter;
import gradus.tensor.Tensor;

/**
 * Gradient descent with Nesterov's momentum (Sutskever et al., 2013), which takes the gradient
 * where the velocity is about to lead: v ← μv − ηg, w ← w + μv − ηg.
 */
public final class Nesterov extends VelocityRule {
  /** Momentum 0.9. */
  public Nesterov() {
    this(0.9);
  }

  /**
   * @param momentum μ, from 0 (plain descent) to below 1
   */
  public Nesterov(double momentum) {
    super(momentum);
  }

  @Override
  void move(Parameter parameter, Tensor velocity, double learningRate) {
    parameter.value().addInPlace(momentum, velocity);
    parameter.value().addInPlace(-learningRate, parameter.gradient());
  }
}
