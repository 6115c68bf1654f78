package gradus.optimizer;

import gradus.layer.Parameters;

/** A rule that moves parameters along their gathered gradients. */
@FunctionalInterface
public interface Optimizer {
  /**
   * Changes every trainable parameter in place, by one step along the gradient that has gathered on
   * it; clearing the gradients is the caller's business.
   *
   * @param learningRate η of this step, 0 or more
   */
  void step(Parameters parameters, double learningRate);

  /**
   * What the rule remembers between steps, by name; what it returns can be saved and assigned to.
   */
  default Parameters state(Parameters parameters) {
    return Parameters.none();
  }
}
