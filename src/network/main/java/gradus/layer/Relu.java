package gradus.layer;

import gradus.tensor.Tensor;

/** The rectifier y = max(0, x), element by element (Nair and Hinton, 2010). */
public final class Relu implements Layer {
  @Override
  public Pass forward(Tensor x, Mode mode) {
    return Pass.of(x.leakyRelu(0), dy -> x.leakyReluGradient(dy, 0));
  }

  @Override
  public String toString() {
    return "Relu";
  }
}
