package gradus.layer;

import gradus.tensor.Tensor;

/**
 * The Gaussian error linear unit y = x·Φ(x), element by element, where Φ is the distribution
 * function of the standard normal distribution (Hendrycks and Gimpel, 2016).
 */
public final class Gelu implements Layer {
  @Override
  public Pass forward(Tensor x, Mode mode) {
    return Pass.of(x.gelu(), x::geluGradient);
  }

  @Override
  public String toString() {
    return "Gelu";
  }
}
