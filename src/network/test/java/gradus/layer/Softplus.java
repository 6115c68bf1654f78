package gradus.layer;

import gradus.tensor.Tensor;

/** The smooth rectifier y = log(1 + eˣ), element by element: dx = dy / (1 + e⁻ˣ). */
final class Softplus implements Layer {
  @Override
  public Pass forward(Tensor x, Mode mode) {
    Tensor y = x.map(v -> Math.log1p(Math.exp(v)));
    return Pass.of(y, dy -> dy.combine(x, (d, v) -> d / (1 + Math.exp(-v))));
  }

  @Override
  public String toString() {
    return "Softplus";
  }
}
