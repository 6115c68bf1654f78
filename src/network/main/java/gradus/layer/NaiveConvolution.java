package gradus.layer;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;

/**
 * The convolution written as the plain loops of its definition: slow, and beyond doubt.
 *
 * <p>y[n,i,j,f] = b[f] + Σ x[n, i·s+u−p, j·s+v−p, c] · w[u,v,c,f] over window rows u, window
 * columns v and channels c, with stride s and padding p. It is a long list of products x·w, each
 * added to one y; the way back goes through the same list. {@link Conv2d} computes the same by
 * matrix products; lesson 08 walks from one to the other, and the tests compare them.
 */
public final class NaiveConvolution {
  private NaiveConvolution() {}

  /** What is done with each product: the flat indices of its y, its x and its w. */
  @FunctionalInterface
  private interface Product {
    void visit(int y, int x, int w);
  }

  /**
   * The output y, N×H'×W'×F.
   *
   * @param x images N×H×W×C
   * @param w weights (height·width·C)×F
   * @param b bias 1×F
   * @throws IllegalArgumentException if the weights have other rows, or the window does not fit
   */
  public static Tensor forward(Tensor x, Tensor w, Tensor b, Window window) {
    Shape output = window.output(x.shape(), w.columns());
    requireRows(w, window, x.shape());
    Tensor y = Tensor.zeros(x.precision(), output).plusRow(b);
    forEach(
        x.shape(), output, window, (yi, xi, wi) -> y.set(yi, y.get(yi) + x.get(xi) * w.get(wi)));
    return y;
  }

  /**
   * The gradient of the images, N×H×W×C: every x gets dy·w from each product it was part of.
   *
   * @param dy N×H'×W'×F
   * @param images the shape of the images
   */
  public static Tensor inputGradient(Tensor dy, Tensor w, Window window, Shape images) {
    requireRows(w, window, images);
    Tensor dx = Tensor.zeros(dy.precision(), images);
    forEach(
        images,
        dy.shape(),
        window,
        (yi, xi, wi) -> dx.set(xi, dx.get(xi) + dy.get(yi) * w.get(wi)));
    return dx;
  }

  /**
   * The gradient of the weights, (height·width·C)×F: every w gets dy·x from each product it was
   * part of.
   */
  public static Tensor weightGradient(Tensor dy, Tensor x, Window window) {
    Shape weights = Shape.of(window.area() * x.columns(), dy.columns());
    Tensor dw = Tensor.zeros(dy.precision(), weights);
    forEach(
        x.shape(),
        dy.shape(),
        window,
        (yi, xi, wi) -> dw.set(wi, dw.get(wi) + dy.get(yi) * x.get(xi)));
    return dw;
  }

  private static void requireRows(Tensor w, Window window, Shape images) {
    int rows = window.area() * images.columns();
    if (w.rows() != rows) {
      throw new IllegalArgumentException(
          "NaiveConvolution of %s received weights %s; it expects %d rows, one for each pixel of the %s and each channel"
              .formatted(images, w.shape(), rows, window));
    }
  }

  /** All products, in the order of the loops. */
  private static void forEach(Shape images, Shape output, Window window, Product product) {
    int height = images.dimension(1);
    int width = images.dimension(2);
    int channels = images.dimension(3);
    int filters = output.dimension(3);
    int y = 0;
    for (int n = 0; n < output.dimension(0); n++) {
      for (int i = 0; i < output.dimension(1); i++) {
        for (int j = 0; j < output.dimension(2); j++) {
          for (int f = 0; f < filters; f++, y++) {
            for (int u = 0; u < window.height(); u++) {
              for (int v = 0; v < window.width(); v++) {
                int row = i * window.stride() + u - window.padding();
                int column = j * window.stride() + v - window.padding();
                if (row >= 0 && row < height && column >= 0 && column < width) {
                  for (int c = 0; c < channels; c++) {
                    int x = ((n * height + row) * width + column) * channels + c;
                    int w = ((u * window.width() + v) * channels + c) * filters + f;
                    product.visit(y, x, w);
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
