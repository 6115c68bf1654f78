package gradus.optimizer;

import gradus.layer.Parameters;

/** A rule that changes parameters by their accumulated gradients. */
@FunctionalInterface
public interface Optimizer {
  /**
   * Changes every trainable parameter in place, by one step for the gradient accumulated on it;
   * clearing the gradients is left to the caller.
   *
   * @param learningRate η of this step, 0 or more
   */
  void step(Parameters parameters, double learningRate);

  /** Whether the rule has a weight decay of its own, beside which there should be no other. */
  default boolean decaysWeights() {
    return false;
  }

  /** The state that the rule keeps between steps, by name; it can be saved and assigned to. */
  default Parameters state(Parameters parameters) {
    return Parameters.none();
  }
}
