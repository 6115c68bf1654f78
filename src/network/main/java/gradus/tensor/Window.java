package gradus.tensor;

import gradus.tensor.engine.SlidingWindow;

/**
 * The window that a convolution or a pooling slides over an image.
 *
 * @param height rows of the window
 * @param width columns of the window
 * @param stride pixels from one position to the next, in both directions
 * @param padding pixels added on each of the four sides (zeros; pooling leaves them out)
 * @param ceil whether a last position that hangs over the edge counts (as in PyTorch's {@code
 *     ceil_mode})
 */
public record Window(int height, int width, int stride, int padding, boolean ceil) {
  public Window {
    if (height < 1 || width < 1 || stride < 1 || padding < 0) {
      throw new IllegalArgumentException(
          "a window needs height, width and stride of at least 1 and no negative padding, got %d×%d, stride %d, padding %d"
              .formatted(height, width, stride, padding));
    }
  }

  /** A square window that moves by one pixel, without padding. */
  public static Window square(int size) {
    return new Window(size, size, 1, 0, false);
  }

  /** This window with another stride. */
  public Window withStride(int stride) {
    return new Window(height, width, stride, padding, ceil);
  }

  /** This window with another padding. */
  public Window withPadding(int padding) {
    return new Window(height, width, stride, padding, ceil);
  }

  /** This window, counting a last position that hangs over the edge. */
  public Window withCeil() {
    return new Window(height, width, stride, padding, true);
  }

  /**
   * This window, if it is fit for a pooling.
   *
   * @throws IllegalArgumentException if the padding is more than half the window, which would then
   *     see nothing but padding
   */
  public Window requirePooling() {
    if (2 * padding > Math.min(height, width)) {
      throw new IllegalArgumentException(
          "a pooling's padding is at most half its window, got %s; it would see nothing but padding"
              .formatted(this));
    }
    return this;
  }

  /** The number of pixels in the window. */
  public int area() {
    return height * width;
  }

  /** Rows of the output: (inputHeight + 2·padding − height) / stride + 1. */
  public int outputHeight(int inputHeight) {
    return positions(inputHeight, height);
  }

  /** Columns of the output: (inputWidth + 2·padding − width) / stride + 1. */
  public int outputWidth(int inputWidth) {
    return positions(inputWidth, width);
  }

  /**
   * The shape that comes out of sliding over images of shape N×H×W×C, with another number of
   * channels.
   *
   * @throws IllegalArgumentException if the input is not a batch of images or the window does not
   *     fit
   */
  public Shape output(Shape input, int channels) {
    if (input.rank() != 4) {
      throw new IllegalArgumentException(
          "a window slides over images of shape N×H×W×C, got "
              + input
              + "; reshape the input first");
    }
    int outputHeight = outputHeight(input.dimension(1));
    int outputWidth = outputWidth(input.dimension(2));
    if (outputHeight < 1 || outputWidth < 1) {
      throw new IllegalArgumentException(
          "a %s does not fit into %s; use larger images, a smaller window or more padding"
              .formatted(this, input));
    }
    return Shape.of(input.dimension(0), outputHeight, outputWidth, channels);
  }

  /** This window at all of its positions on images of shape N×H×W×C. */
  SlidingWindow over(Shape images) {
    Shape output = output(images, 1);
    return new SlidingWindow(
        images.dimension(0),
        images.dimension(1),
        images.dimension(2),
        images.columns(),
        height,
        width,
        stride,
        stride,
        padding,
        output.dimension(1),
        output.dimension(2));
  }

  private int positions(int length, int size) {
    int room = length + 2 * padding - size;
    if (room < 0) {
      return 0;
    }
    int positions = (ceil ? Math.ceilDiv(room, stride) : room / stride) + 1;
    // A position that starts beyond the image and its left padding would see nothing of it.
    return ceil && (positions - 1) * stride >= length + padding ? positions - 1 : positions;
  }

  /** For example {@code 5×5 window, stride 1, padding 2}. */
  @Override
  public String toString() {
    return "%d×%d window, stride %d, padding %d%s"
        .formatted(height, width, stride, padding, ceil ? ", ceil" : "");
  }
}
