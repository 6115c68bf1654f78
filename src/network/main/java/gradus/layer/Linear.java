package gradus.layer;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;

/**
 * The affine map y = x·W + b: N×in → N×out, and of images N×H×W×in → N×H×W×out, where it is a
 * convolution with a window of one pixel.
 */
public final class Linear implements Layer {
  private final Parameter weight;
  private final Parameter bias;

  /** Weights in×out drawn by the initializer, bias 1×out of zeros. */
  public Linear(int in, int out, Initializer initializer) {
    weight = Parameter.weight(initializer.weights(Shape.of(in, out), in, out));
    bias = Parameter.undecayed(initializer.zeros(Shape.of(1, out)));
  }

  /** The linear map y = x·W, for use in front of a normalisation, which has its own shift. */
  public static Layer withoutBias(int in, int out, Initializer initializer) {
    return new LinearWithoutBias(Parameter.weight(initializer.weights(Shape.of(in, out), in, out)));
  }

  @Override
  public Pass forward(Tensor x, Mode mode) {
    InputShape.requireColumns(this, x, weight.value().rows());
    return Pass.of(
        x.matmul(weight.value()).plusRow(bias.value()),
        dy -> {
          weight.accumulateProduct(x, dy); // xᵀ·dy
          bias.accumulate(dy.columnSums());
        },
        dy -> dy.matmulTranspose(weight.value()));
  }

  @Override
  public Parameters parameters() {
    return Parameters.of("weight", weight).and("bias", bias);
  }

  /** For example {@code Linear(784→100)}. */
  @Override
  public String toString() {
    return "Linear(%d→%d)".formatted(weight.value().rows(), weight.value().columns());
  }
}
