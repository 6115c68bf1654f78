package gradus.layer;

import gradus.tensor.Tensor;

/**
 * A step of a network: a differentiable function of a batch, with the parameters that it learns.
 */
@FunctionalInterface
public interface Layer {
  /**
   * Computes the output for a batch, together with the way back.
   *
   * @param input one example for each index of the first dimension
   * @throws IllegalArgumentException if the shape does not fit, naming the layer, what came and
   *     what was expected
   */
  Pass forward(Tensor input, Mode mode);

  /** What this layer learns or keeps, in a fixed order and by name. */
  default Parameters parameters() {
    return Parameters.none();
  }
}
