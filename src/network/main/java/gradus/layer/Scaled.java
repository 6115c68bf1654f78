package gradus.layer;

import gradus.tensor.Tensor;

/**
 * The multiplication by a fixed number, y = factor·x: behind a network it makes its first scores
 * small, and the rate of its last linear map smaller than that of the others.
 *
 * @param factor what every number is multiplied by
 */
public record Scaled(double factor) implements Layer {
  public Scaled {
    if (!Double.isFinite(factor)) {
      throw new IllegalArgumentException("the factor is a finite number, got " + factor);
    }
  }

  @Override
  public Pass forward(Tensor x, Mode mode) {
    return Pass.of(x.times(factor), dy -> dy.times(factor));
  }

  @Override
  public String toString() {
    return "Scaled(" + factor + ")";
  }
}
