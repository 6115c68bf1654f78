package gradus.layer;

import gradus.tensor.Tensor;

/** The logistic function y = 1/(1 + e⁻ˣ), element by element. */
public final class Sigmoid implements Layer {
  @Override
  public Pass forward(Tensor x, Mode mode) {
    Tensor y = x.map(v -> 1 / (1 + Math.exp(-v)));
    return Pass.of(y, dy -> dy.combine(y, (d, s) -> d * s * (1 - s)));
  }

  @Override
  public String toString() {
    return "Sigmoid";
  }
}
