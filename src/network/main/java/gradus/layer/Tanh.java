package gradus.layer;

import gradus.tensor.Tensor;

/** The hyperbolic tangent y = tanh x, element by element. */
public final class Tanh implements Layer {
  @Override
  public Pass forward(Tensor x, Mode mode) {
    Tensor y = x.map(Math::tanh);
    return Pass.of(y, dy -> dy.combine(y, (d, t) -> d * (1 - t * t)));
  }

  @Override
  public String toString() {
    return "Tanh";
  }
}
