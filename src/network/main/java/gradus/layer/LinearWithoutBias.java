package gradus.layer;

import gradus.tensor.Tensor;

/** The linear map y = x·W: N×in → N×out; see {@link Linear}. */
record LinearWithoutBias(Parameter weight) implements Layer {
  @Override
  public Pass forward(Tensor x, Mode mode) {
    InputShape.requireColumns(this, x, weight.value().rows());
    return Pass.of(
        x.matmul(weight.value()),
        dy -> weight.accumulateProduct(x, dy),
        dy -> dy.matmulTranspose(weight.value()));
  }

  @Override
  public Parameters parameters() {
    return Parameters.of("weight", weight);
  }

  /** For example {@code Linear(784→100, no bias)}. */
  @Override
  public String toString() {
    return "Linear(%d→%d, no bias)".formatted(weight.value().rows(), weight.value().columns());
  }
}
