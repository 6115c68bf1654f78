package gradus.optimizer;

import gradus.layer.Parameter;
import gradus.layer.Parameters;
import gradus.tensor.Tensor;

/**
 * Gradient descent with a rate of its own for each weight: s ← keep·s + share·g², w ← w − ηg / (√s
 * + ε).
 */
abstract sealed class SquaresRule implements Optimizer permits AdaGrad, RmsProp {
  private final double keep;
  private final double share;
  final double epsilon;
  private final OptimizerState squares = new OptimizerState("squares");

  SquaresRule(double keep, double share, double epsilon) {
    this.keep = keep;
    this.share = share;
    this.epsilon = Bounds.requirePositive("epsilon", epsilon);
  }

  @Override
  public final void step(Parameters parameters, double learningRate) {
    for (var entry : parameters.trainable()) {
      Parameter parameter = entry.getValue();
      Tensor s = squares.of(parameter);
      s.accumulateSquaresInPlace(keep, share, parameter.gradient());
      parameter.value().addcdivInPlace(-learningRate, parameter.gradient(), s, epsilon);
    }
  }

  @Override
  public final Parameters state(Parameters parameters) {
    return squares.of(parameters);
  }
}
