package gradus.optimizer;

import gradus.layer.Parameters;
import gradus.tensor.Tensor;

/**
 * A rate of its own for each weight, which falls with the gradients it has seen (Duchi et al.,
 * 2011): s ← s + g², w ← w − ηg / (√s + ε).
 */
public final class AdaGrad implements Optimizer {
  private final double epsilon;
  private final OptimizerState squares = new OptimizerState("squares");

  /** ε = 1e-8. */
  public AdaGrad() {
    this(1e-8);
  }

  /**
   * @param epsilon ε, above 0: keeps the first steps finite
   */
  public AdaGrad(double epsilon) {
    this.epsilon = Require.positive("epsilon", epsilon);
  }

  @Override
  public void step(Parameters parameters, double learningRate) {
    for (var entry : parameters.trainable()) {
      var parameter = entry.getValue();
      Tensor s = squares.of(parameter);
      s.accumulateSquaresInPlace(1, 1, parameter.gradient());
      parameter.value().addcdivInPlace(-learningRate, parameter.gradient(), s, epsilon);
    }
  }

  @Override
  public Parameters state(Parameters parameters) {
    return squares.of(parameters);
  }

  @Override
  public String toString() {
    return "AdaGrad(ε " + epsilon + ")";
  }
}
