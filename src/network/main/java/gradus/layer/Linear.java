package gradus.layer;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Optional;

/**
 * The affine map y = x·W + b: N×in → N×out, and of images N×H×W×in → N×H×W×out, where it is a
 * convolution with a window of one pixel.
 */
public final class Linear implements Layer {
  private final Parameter weight;
  private final Optional<Parameter> bias;

  /** Weights in×out drawn by the initializer, bias 1×out of zeros. */
  public Linear(int in, int out, Initializer initializer) {
    this(in, out, initializer, Optional.of(Parameter.bias(initializer.zeros(Shape.of(1, out)))));
  }

  private Linear(int in, int out, Initializer initializer, Optional<Parameter> bias) {
    weight = Parameter.weight(initializer.weights(Shape.of(in, out), in, out));
    this.bias = bias;
  }

  /** The linear map y = x·W, for use in front of a normalisation, which has its own shift. */
  public static Linear withoutBias(int in, int out, Initializer initializer) {
    return new Linear(in, out, initializer, Optional.empty());
  }

  @Override
  public Pass forward(Tensor x, Mode mode) {
    Require.columns(this, x, weight.value().rows());
    Tensor product = x.matmul(weight.value());
    Tensor y = bias.map(b -> product.plusRow(b.value())).orElse(product);
    return Pass.learning(
        y,
        dy -> {
          weight.accumulate(x.transposeMatmul(dy));
          bias.ifPresent(b -> b.accumulate(dy.columnSums()));
        },
        dy -> dy.matmulTranspose(weight.value()));
  }

  @Override
  public Parameters parameters() {
    Parameters weights = Parameters.of("weight", weight);
    return bias.map(b -> weights.and("bias", b)).orElse(weights);
  }

  /** For example {@code Linear(784→100)}. */
  @Override
  public String toString() {
    return "Linear(%d→%d%s)"
        .formatted(
            weight.value().rows(), weight.value().columns(), bias.isPresent() ? "" : ", no bias");
  }
}
