package gradus.optimizer;

import gradus.layer.Parameters;

/** A rule that moves parameters along their gathered gradients. */
@FunctionalInterface
public interface Optimizer {
  /** Changes every trainable parameter in place, by one step. */
  void step(Parameters parameters, double learningRate);

  /**
   * What the rule remembers between steps, by name; what it returns can be saved and assigned to.
   */
  default Parameters state(Parameters parameters) {
    return Parameters.none();
  }
}
