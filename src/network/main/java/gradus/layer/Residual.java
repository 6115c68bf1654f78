package gradus.layer;

import gradus.tensor.Tensor;

/**
 * A detour beside a shortcut (He et al., 2016): y = body(x) + shortcut(x).
 *
 * <p>The gradient comes back along both, and through the shortcut it comes undiminished.
 */
public final class Residual implements Layer {
  private final Layer body;
  private final Layer shortcut;

  /** Around the body leads a path that changes nothing. */
  public Residual(Layer body) {
    this(body, new Identity());
  }

  /** Both must make the same shape of the same input. */
  public Residual(Layer body, Layer shortcut) {
    this.body = body;
    this.shortcut = shortcut;
  }

  /** What is learned beside the shortcut. */
  public Layer body() {
    return body;
  }

  /** The short way. */
  public Layer shortcut() {
    return shortcut;
  }

  @Override
  public Pass forward(Tensor x, Mode mode) {
    Pass detour = body.forward(x, mode);
    Pass direct = shortcut.forward(x, mode);
    requireEqual(x, detour.output(), direct.output());
    return Pass.of(
        detour.output().plus(direct.output()), dy -> detour.backward(dy).plus(direct.backward(dy)));
  }

  private void requireEqual(Tensor x, Tensor detour, Tensor direct) {
    if (!detour.shape().equals(direct.shape())) {
      throw new IllegalArgumentException(
          "Residual received %s, of which the body made %s and the shortcut %s; they must be equal: let the shortcut change the shape as the body does"
              .formatted(x.shape(), detour.shape(), direct.shape()));
    }
  }

  @Override
  public Parameters parameters() {
    return Parameters.none()
        .andPart("body", body.parameters())
        .andPart("shortcut", shortcut.parameters());
  }

  @Override
  public String toString() {
    return "Residual(" + body + " + " + shortcut + ")";
  }
}
