package gradus.layer;

import gradus.tensor.Tensor;

/**
 * A part of a network: a differentiable function of a batch, with the parameters that it learns.
 */
@FunctionalInterface
public interface Layer {
  /**
   * Computes the output for a batch, together with the way back for its gradient.
   *
   * @param input one example for each index of the first dimension
   * @throws IllegalArgumentException if the shape does not fit, naming the layer, the shape
   *     received and the shape expected
   */
  Pass forward(Tensor input, Mode mode);

  /** The parameters and buffers of this layer, in a fixed order and by name. */
  default Parameters parameters() {
    return Parameters.none();
  }
}
