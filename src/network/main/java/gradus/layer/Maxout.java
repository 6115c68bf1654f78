package gradus.layer;

import gradus.tensor.Selection;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;

/**
 * The largest of every group of columns (Goodfellow et al., 2013): N×(units·pieces) → N×units.
 *
 * <p>Behind a {@link Linear} with units·pieces outputs it is a learned, piecewise linear
 * activation.
 *
 * @param pieces the number of neighbouring columns of which one is chosen
 */
public record Maxout(int pieces) implements Layer {
  public Maxout {
    if (pieces < 1) {
      throw new IllegalArgumentException("maxout needs at least one piece, got " + pieces);
    }
  }

  @Override
  public Pass forward(Tensor x, Mode mode) {
    if (x.columns() % pieces != 0) {
      throw InputShape.mismatch(this, x.shape(), "a last dimension that divides by " + pieces);
    }
    Shape out = x.shape().with(-1, x.columns() / pieces);
    // Each group is a small image, one pixel high, and the window sees all of it.
    var groups = x.reshape(out.size(), 1, pieces, 1);
    var largest = Selection.maxPool(groups, new Window(1, pieces, 1, 0, false));
    return Pass.of(
        largest.values().reshape(out),
        dy -> largest.scatter(dy.reshape(out.size(), 1, 1, 1)).reshape(x.shape()));
  }

  @Override
  public String toString() {
    return "Maxout(" + pieces + ")";
  }
}
