package gradus.layer;

import gradus.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * One trip forward through a layer, able to carry a gradient back the way it came.
 *
 * @param output what came out
 * @param pullback takes the gradient of the loss with respect to the output, adds to the gradients
 *     of the layer's parameters, and returns the gradient with respect to the input
 */
public record Pass(Tensor output, UnaryOperator<Tensor> pullback) {
  /** The trip through something that changes nothing. */
  public static Pass unchanged(Tensor x) {
    return new Pass(x, UnaryOperator.identity());
  }

  /**
   * Carries the gradient with respect to the output back to the input; both have the shape of what
   * they belong to.
   */
  public Tensor backward(Tensor outputGradient) {
    if (!outputGradient.shape().equals(output.shape())) {
      throw new IllegalArgumentException(
          "backward received a gradient of shape %s for an output of shape %s; they must be equal"
              .formatted(outputGradient.shape(), output.shape()));
    }
    return pullback.apply(outputGradient);
  }
}
