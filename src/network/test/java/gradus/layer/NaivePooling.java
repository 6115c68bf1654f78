package gradus.layer;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;

/**
 * Pooling written as the plain loops of its definition: slow, and beyond doubt.
 *
 * <p>Each output y looks at the pixels x under its window, channel by channel; pixels in the
 * padding are not there. {@link MaxPool2d} and {@link AvgPool2d} compute the same faster.
 */
final class NaivePooling {
  private NaivePooling() {}

  /** What is done with each pixel under each position: the flat indices of its y and its x. */
  @FunctionalInterface
  private interface Look {
    void visit(int y, int x);
  }

  /** The largest pixel under each position: N×H×W×C → N×H'×W'×C. */
  static Tensor max(Tensor x, Window window) {
    Shape output = window.output(x.shape(), x.columns());
    Tensor y = Tensor.full(x.precision(), output, Double.NEGATIVE_INFINITY);
    forEach(x.shape(), output, window, (yi, xi) -> y.set(yi, Math.max(y.get(yi), x.get(xi))));
    return y;
  }

  /**
   * The gradient of the images: each dy goes to the first pixel that is as large as y.
   *
   * @param dy N×H'×W'×C
   */
  static Tensor maxGradient(Tensor dy, Tensor x, Window window) {
    Tensor y = max(x, window);
    Tensor dx = Tensor.zeros(x.precision(), x.shape());
    boolean[] sent = new boolean[y.size()];
    forEach(
        x.shape(),
        dy.shape(),
        window,
        (yi, xi) -> {
          if (!sent[yi] && x.get(xi) == y.get(yi)) {
            dx.set(xi, dx.get(xi) + dy.get(yi));
            sent[yi] = true;
          }
        });
    return dx;
  }

  /** The mean of the pixels under each position: N×H×W×C → N×H'×W'×C. */
  static Tensor average(Tensor x, Window window) {
    Shape output = window.output(x.shape(), x.columns());
    int[] counts = counts(x.shape(), output, window);
    Tensor y = Tensor.zeros(x.precision(), output);
    forEach(x.shape(), output, window, (yi, xi) -> y.set(yi, y.get(yi) + x.get(xi) / counts[yi]));
    return y;
  }

  /**
   * The gradient of the images: each dy is shared equally by the pixels it looked at.
   *
   * @param dy N×H'×W'×C
   */
  static Tensor averageGradient(Tensor dy, Window window, Shape images) {
    int[] counts = counts(images, dy.shape(), window);
    Tensor dx = Tensor.zeros(dy.precision(), images);
    forEach(
        images, dy.shape(), window, (yi, xi) -> dx.set(xi, dx.get(xi) + dy.get(yi) / counts[yi]));
    return dx;
  }

  private static int[] counts(Shape images, Shape output, Window window) {
    int[] counts = new int[output.size()];
    forEach(images, output, window, (yi, xi) -> counts[yi]++);
    return counts;
  }

  private static void forEach(Shape images, Shape output, Window window, Look look) {
    int height = images.dimension(1);
    int width = images.dimension(2);
    int channels = images.dimension(3);
    int y = 0;
    for (int n = 0; n < output.dimension(0); n++) {
      for (int i = 0; i < output.dimension(1); i++) {
        for (int j = 0; j < output.dimension(2); j++) {
          for (int c = 0; c < channels; c++, y++) {
            for (int u = 0; u < window.height(); u++) {
              for (int v = 0; v < window.width(); v++) {
                int row = i * window.stride() + u - window.padding();
                int column = j * window.stride() + v - window.padding();
                if (row >= 0 && row < height && column >= 0 && column < width) {
                  look.visit(y, ((n * height + row) * width + column) * channels + c);
                }
              }
            }
          }
        }
      }
    }
  }
}
