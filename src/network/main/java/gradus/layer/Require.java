package gradus.layer;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;

/** What a layer demands of its input, and the sentence that says so when it is not met. */
final class Require {
  private Require() {}

  static IllegalArgumentException mismatch(Object layer, Shape received, String expected) {
    return new IllegalArgumentException(
        "%s received %s; it expects %s".formatted(layer, received, expected));
  }

  /** So many columns: the last dimension. */
  static void columns(Object layer, Tensor x, int columns) {
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

  /** A batch of images. */
  static void images(Object layer, Tensor x) {
    if (x.shape().rank() != 4) {
      throw mismatch(layer, x.shape(), "images N×H×W×C: reshape the input first");
    }
  }

  /** A batch of images with so many channels. */
  static void images(Object layer, Tensor x, int channels) {
    if (x.shape().rank() != 4 || x.columns() != channels) {
      throw mismatch(
          layer,
          x.shape(),
          "images N×H×W×%d, channels last: reshape or permute the input first".formatted(channels));
    }
  }

  /** A batch of images into which the window fits. */
  static void room(Object layer, Tensor x, Window window) {
    if (window.outputHeight(x.shape().dimension(1)) < 1
        || window.outputWidth(x.shape().dimension(2)) < 1) {
      throw mismatch(
          layer,
          x.shape(),
          "images of at least %d×%d: use larger images, a smaller window or more padding"
              .formatted(
                  Math.max(1, window.height() - 2 * window.padding()),
                  Math.max(1, window.width() - 2 * window.padding())));
    }
  }

  /** An ε that a root is taken of: 0 or more. */
  static double epsilon(double epsilon) {
    if (!(epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "ε keeps a root from being 0: it is 0 or more, usually 1e-5, got " + epsilon);
    }
    return epsilon;
  }
}
