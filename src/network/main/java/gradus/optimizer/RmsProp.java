package gradus.optimizer;

import gradus.layer.Parameters;
import gradus.tensor.Tensor;

/** AdaGrad that forgets (Tieleman and Hinton, 2012): s ← ρs + (1 − ρ)g², w ← w − ηg / (√s + ε). */
public final class RmsProp implements Optimizer {
  private final double decay;
  private final double epsilon;
  private final OptimizerState squares = new OptimizerState("squares");

  /** ρ = 0.99 and ε = 1e-8. */
  public RmsProp() {
    this(0.99, 1e-8);
  }

  /**
   * @param decay ρ, from 0 to below 1: how much of the past is kept
   * @param epsilon ε, above 0
   */
  public RmsProp(double decay, double epsilon) {
    this.decay = Require.fraction("decay", decay);
    this.epsilon = Require.positive("epsilon", epsilon);
  }

  @Override
  public void step(Parameters parameters, double learningRate) {
    for (var entry : parameters.trainable()) {
      var parameter = entry.getValue();
      Tensor s = squares.of(parameter);
      s.accumulateSquaresInPlace(decay, 1 - decay, parameter.gradient());
      parameter.value().addcdivInPlace(-learningRate, parameter.gradient(), s, epsilon);
    }
  }

  @Override
  public Parameters state(Parameters parameters) {
    return squares.of(parameters);
  }

  @Override
  public String toString() {
    return "RmsProp(" + decay + ", ε " + epsilon + ")";
  }
}
