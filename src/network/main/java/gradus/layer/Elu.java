package gradus.layer;

import gradus.tensor.Tensor;

/**
 * The exponential linear unit (Clevert et al., 2016): y = x where x is positive and α(eˣ − 1)
 * elsewhere.
 *
 * @param alpha −α is the value that y tends to far below zero; 0 or more, usually 1
 */
public record Elu(double alpha) implements Layer {
  public Elu {
    if (!(alpha >= 0 && alpha < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("α is 0 or more and finite, usually 1, got " + alpha);
    }
  }

  @Override
  public Pass forward(Tensor x, Mode mode) {
    Tensor y = x.map(v -> v > 0 ? v : alpha * Math.expm1(v));
    // Where x is not positive, dy/dx = αeˣ = y + α.
    return Pass.of(y, dy -> dy.times(y.map(v -> v > 0 ? 1 : v + alpha)));
  }

  @Override
  public String toString() {
    return "Elu(" + alpha + ")";
  }
}
