package gradus.layer;

import gradus.tensor.Selection;
import gradus.tensor.Tensor;
import gradus.tensor.Window;

/**
 * The largest value under each position of a window, channel by channel: N×H×W×C → N×H'×W'×C.
 *
 * <p>The gradient goes to where the value came from, to the first of equals. Padding never wins.
 * NaN always does, so that pooling does not hide a network that diverges.
 */
public final class MaxPool2d implements Layer {
  private final Window window;

  /**
   * A pooling of any window, stride and padding.
   *
   * @throws IllegalArgumentException if the padding is more than half the window, which would then
   *     see nothing but padding
   */
  public MaxPool2d(Window window) {
    this.window = window.requirePooling();
  }

  /** The usual pooling of size×size pixels, side by side. */
  public MaxPool2d(int size) {
    this(Window.square(size).withStride(size));
  }

  @Override
  public Pass forward(Tensor x, Mode mode) {
    InputShape.requireImages(this, x);
    InputShape.requireRoom(this, x.shape(), window);
    var largest = Selection.maxPool(x, window);
    return Pass.of(largest.values(), largest::scatter);
  }

  /** What slides over the images. */
  public Window window() {
    return window;
  }

  @Override
  public String toString() {
    return "MaxPool2d(" + window + ")";
  }
}
