package gradus.layer;

import gradus.tensor.Tensor;
import java.util.List;

/**
 * A residual connection (He et al., 2016): y = body(x) + shortcut(x).
 *
 * <p>The gradient flows back through both, and through the shortcut undiminished.
 */
public final class Residual implements Composite {
  private final Layer body;
  private final Layer shortcut;

  /** With the identity as the shortcut. */
  public Residual(Layer body) {
    this(body, new Identity());
  }

  /** Both must return the same shape for the same input. */
  public Residual(Layer body, Layer shortcut) {
    this.body = body;
    this.shortcut = shortcut;
  }

  /** The layers that the shortcut skips. */
  public Layer body() {
    return body;
  }

  /** The path around the body. */
  public Layer shortcut() {
    return shortcut;
  }

  @Override
  public List<Layer> parts() {
    return List.of(body, shortcut);
  }

  @Override
  public boolean inParallel() {
    return true;
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
