package gradus.optimizer;

import gradus.layer.Parameters;

/** Stochastic gradient descent: w ← w − ηg. */
public final class Sgd implements Optimizer {
  @Override
  public void step(Parameters parameters, double learningRate) {
    for (var entry : parameters.trainable()) {
      var parameter = entry.getValue();
      parameter.value().addInPlace(-learningRate, parameter.gradient());
    }
  }

  @Override
  public String toString() {
    return "Sgd";
  }
}
