package gradus.optimizer;

import gradus.layer.Parameter;
import gradus.layer.Parameters;
import gradus.tensor.Tensor;

/**
 * Gradient descent with a velocity, v ← μv − ηg; the rules differ in the step they take with it.
 */
abstract sealed class VelocityRule implements Optimizer permits Momentum, Nesterov {
  /** μ, from 0 (plain descent) to below 1. */
  final double momentum;

  private final OptimizerState velocity = new OptimizerState("velocity");

  VelocityRule(double momentum) {
    this.momentum = Bounds.requireFraction("momentum", momentum);
  }

  /** Moves a parameter whose velocity has been updated. */
  abstract void move(Parameter parameter, Tensor velocity, double learningRate);

  @Override
  public final void step(Parameters parameters, double learningRate) {
    for (var entry : parameters.trainable()) {
      Parameter parameter = entry.getValue();
      Tensor v = velocity.of(parameter);
      v.blendInPlace(momentum, -learningRate, parameter.gradient());
      move(parameter, v, learningRate);
    }
  }

  @Override
  public final Parameters state(Parameters parameters) {
    return velocity.of(parameters);
  }

  /** For example {@code Momentum(0.9)}. */
  @Override
  public final String toString() {
    return "%s(%s)".formatted(getClass().getSimpleName(), momentum);
  }
}
