package gradus.layer;

import gradus.tensor.Tensor;
import gradus.tensor.Window;

/**
 * The mean under each position of a window, channel by channel: N×H×W×C → N×H'×W'×C.
 *
 * <p>Pixels in the padding do not count (PyTorch's {@code count_include_pad=False}).
 */
public final class AvgPool2d implements Layer {
  private final Window window;

  /**
   * A pooling of any window, stride and padding.
   *
   * @throws IllegalArgumentException if the padding is more than half the window, which would then
   *     see nothing but padding
   */
  public AvgPool2d(Window window) {
    this.window = window.requirePooling();
  }

  /** The usual pooling of size×size pixels, side by side. */
  public AvgPool2d(int size) {
    this(Window.square(size).withStride(size));
  }

  @Override
  public Pass forward(Tensor x, Mode mode) {
    InputShape.requireImages(this, x);
    InputShape.requireRoom(this, x.shape(), window);
    return Pass.of(x.averagePool(window), dy -> dy.averagePoolGradient(window, x.shape()));
  }

  /** What slides over the images. */
  public Window window() {
    return window;
  }

  @Override
  public String toString() {
    return "AvgPool2d(" + window + ")";
  }
}
