package gradus.layer;

import gradus.tensor.Tensor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * One trip forward through a layer, able to carry a gradient back the way it came.
 *
 * @param output what came out
 * @param pullback takes the gradient of the loss with respect to the output, adds to the gradients
 *     of the layer's parameters, and returns the gradient with respect to the input
 * @param learning does what the pullback does, but for the gradient with respect to the input: the
 *     first layer that learns need not work it out
 */
public record Pass(Tensor output, UnaryOperator<Tensor> pullback, Consumer<Tensor> learning) {
  /** A trip whose way back is one piece. */
  public Pass(Tensor output, UnaryOperator<Tensor> pullback) {
    this(
        output,
        pullback,
        dy -> {
          Tensor unused = pullback.apply(dy);
        });
  }

  /**
   * A trip through a layer with parameters.
   *
   * @param learning adds to the gradients of the parameters
   * @param inputGradient works out the gradient with respect to the input, and nothing else
   */
  public static Pass learning(
      Tensor output, Consumer<Tensor> learning, UnaryOperator<Tensor> inputGradient) {
    return new Pass(
        output,
        dy -> {
          learning.accept(dy);
          return inputGradient.apply(dy);
        },
        learning);
  }

  /** The trip through something that changes nothing. */
  public static Pass unchanged(Tensor x) {
    return new Pass(x, UnaryOperator.identity());
  }

  /**
   * Carries the gradient with respect to the output back to the input; both have the shape of what
   * they belong to.
   */
  public Tensor backward(Tensor outputGradient) {
    requireShapeOfOutput(outputGradient);
    return pullback.apply(outputGradient);
  }

  /**
   * Carries the gradient with respect to the output back to all parameters, and no further: what
   * training needs.
   */
  public void learn(Tensor outputGradient) {
    requireShapeOfOutput(outputGradient);
    learning.accept(outputGradient);
  }

  private void requireShapeOfOutput(Tensor outputGradient) {
    if (!outputGradient.shape().equals(output.shape())) {
      throw new IllegalArgumentException(
          "backward received a gradient of shape %s for an output of shape %s; they must be equal"
              .formatted(outputGradient.shape(), output.shape()));
    }
  }
}
