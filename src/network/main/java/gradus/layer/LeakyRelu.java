package gradus.layer;

import gradus.tensor.Tensor;

/**
 * The leaky rectifier y = x where x is positive and slope·x elsewhere, element by element (Maas et
 * al., 2013).
 *
 * @param slope below zero; 0.01 is usual
 */
public record LeakyRelu(double slope) implements Layer {
  public LeakyRelu {
    if (!Double.isFinite(slope)) {
      throw new IllegalArgumentException(
          "the slope below zero is a finite number, usually 0.01, got " + slope);
    }
  }

  @Override
  public Pass forward(Tensor x, Mode mode) {
    return Pass.of(x.leakyRelu(slope), dy -> x.leakyReluGradient(dy, slope));
  }

  @Override
  public String toString() {
    return "LeakyRelu(" + slope + ")";
  }
}
