package gradus.layer;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;

/** The shape that a layer requires of its input, and the message where it is another. */
final class InputShape {
  private InputShape() {}

  static IllegalArgumentException mismatch(Object layer, Shape received, String expected) {
    return new IllegalArgumentException(
        "%s received %s; it expects %s".formatted(layer, received, expected));
  }

  /** Refuses an input whose last dimension is another than this. */
  static void requireColumns(Object layer, Tensor x, int columns) {
    if (x.columns() != columns) {
      throw mismatch(
          layer, x.shape(), "a last dimension of %d: %s".formatted(columns, remedy(x, columns)));
    }
  }

  private static String remedy(Tensor x, int columns) {
    boolean fitsOnceFlat = x.size() == (long) x.shape().dimension(0) * columns;
    return fitsOnceFlat && x.shape().rank() > 2
        ? "flatten the images first"
        : "make the layer for %d, or the one in front of it for %d".formatted(x.columns(), columns);
  }

  /** Refuses what is not a batch of images. */
  static void requireImages(Object layer, Tensor x) {
    if (x.shape().rank() != 4) {
      throw mismatch(layer, x.shape(), "images N×H×W×C: reshape the input first");
    }
  }

  /** Refuses what is not a batch of images with this number of channels. */
  static void requireImages(Object layer, Tensor x, int channels) {
    if (x.shape().rank() != 4 || x.columns() != channels) {
      throw mismatch(
          layer,
          x.shape(),
          "images N×H×W×%d, channels last: reshape or permute the input first".formatted(channels));
    }
  }

  /** Refuses images that are smaller than the window. */
  static void requireRoom(Object layer, Shape images, Window window) {
    if (window.outputHeight(images.dimension(1)) < 1
        || window.outputWidth(images.dimension(2)) < 1) {
      throw mismatch(
          layer,
          images,
          "images of at least %d×%d: use larger images, a smaller window or more padding"
              .formatted(
                  Math.max(1, window.height() - 2 * window.padding()),
                  Math.max(1, window.width() - 2 * window.padding())));
    }
  }
}
