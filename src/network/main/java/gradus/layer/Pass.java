package gradus.layer;

import gradus.tensor.Tensor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One trip forward through a layer, able to carry a gradient back the way it came. */
public interface Pass {
  /** The output of the layer. */
  Tensor output();

  /**
   * Takes the gradient of the loss with respect to the output, adds to the gradients of the layer's
   * parameters, and returns the gradient with respect to the input.
   *
   * @throws IllegalArgumentException if the gradient does not have the shape of the output
   */
  Tensor backward(Tensor outputGradient);

  /**
   * Does what {@link #backward} does for the parameters alone. Training asks this of the first
   * layer with parameters, in front of which nothing needs a gradient.
   *
   * @throws IllegalArgumentException if the gradient does not have the shape of the output
   */
  default void backwardParameters(Tensor outputGradient) {
    Tensor unused = backward(outputGradient);
  }

  /** A pass whose way back is one function: it adds to the parameters and returns dx for dy. */
  static Pass of(Tensor output, UnaryOperator<Tensor> pullback) {
    return new Pass() {
      @Override
      public Tensor output() {
        return output;
      }

      @Override
      public Tensor backward(Tensor outputGradient) {
        requireShapeOf(output, outputGradient);
        return pullback.apply(outputGradient);
      }
    };
  }

  /**
   * A pass through a layer with parameters, its way back in two halves.
   *
   * @param parameterGradients adds to the gradients of the parameters for dy
   * @param inputGradient returns dx for dy
   */
  static Pass of(
      Tensor output, Consumer<Tensor> parameterGradients, UnaryOperator<Tensor> inputGradient) {
    return new Pass() {
      @Override
      public Tensor output() {
        return output;
      }

      @Override
      public Tensor backward(Tensor outputGradient) {
        backwardParameters(outputGradient);
        return inputGradient.apply(outputGradient);
      }

      @Override
      public void backwardParameters(Tensor outputGradient) {
        requireShapeOf(output, outputGradient);
        parameterGradients.accept(outputGradient);
      }
    };
  }

  /** A pass through something that changes nothing. */
  static Pass unchanged(Tensor x) {
    return of(x, UnaryOperator.identity());
  }

  private static void requireShapeOf(Tensor output, Tensor outputGradient) {
    if (!outputGradient.shape().equals(output.shape())) {
      throw new IllegalArgumentException(
          "backward received a gradient of shape %s for an output of shape %s; they must be equal"
              .formatted(outputGradient.shape(), output.shape()));
    }
  }
}
