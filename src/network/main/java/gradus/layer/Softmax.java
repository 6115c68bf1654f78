package gradus.layer;

import gradus.tensor.Tensor;

/**
 * Probabilities from scores, row by row: yⱼ = eˣʲ / Σₖ eˣᵏ, N×C → N×C.
 *
 * <p>Not for use in front of {@code SoftmaxCrossEntropy}, which takes scores: two softmaxes keep
 * the loss of ten classes above 1.46 and starve the gradient.
 */
public final class Softmax implements Layer {
  @Override
  public Pass forward(Tensor x, Mode mode) {
    Tensor y = x.rowSoftmax();
    // dx = y ∘ (dy − Σ dy∘y)
    return Pass.of(y, dy -> dy.minusColumn(dy.times(y).rowSums()).times(y));
  }

  @Override
  public String toString() {
    return "Softmax";
  }
}
