package gradus.layer;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;

/** The affine map y = x·W + b: N×in → N×out. */
public final class Linear implements Layer {
  private final Parameter weight;
  private final Parameter bias;

  /** Weights in×out drawn by the initializer, bias 1×out of zeros. */
  public Linear(int in, int out, Initializer initializer) {
    weight = Parameter.weight(initializer.weights(Shape.of(in, out), in, out));
    bias = Parameter.bias(initializer.constant(Shape.of(1, out), 0));
  }

  @Override
  public Pass forward(Tensor x, Mode mode) {
    if (x.columns() != weight.value().rows()) {
      throw new IllegalArgumentException(this + " received " + x.shape() + "; " + remedy(x));
    }
    Tensor y = x.matmul(weight.value()).plusRow(bias.value());
    return new Pass(
        y,
        dy -> {
          weight.accumulate(x.transposeMatmul(dy));
          bias.accumulate(dy.sumRows());
          return dy.matmulTranspose(weight.value());
        });
  }

  @Override
  public Parameters parameters() {
    return Parameters.of("weight", weight).and("bias", bias);
  }

  private String remedy(Tensor x) {
    return x.shape().rank() > 2
        ? "flatten the images first"
        : "the last dimension must be " + weight.value().rows();
  }

  /** For example {@code Linear(784→100)}. */
  @Override
  public String toString() {
    return "Linear(%d→%d)".formatted(weight.value().rows(), weight.value().columns());
  }
}
