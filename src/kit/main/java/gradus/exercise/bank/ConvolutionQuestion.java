package gradus.exercise.bank;

import gradus.exercise.Question;
import gradus.exercise.RandomInputs;
import gradus.exercise.Values;
import gradus.tensor.Precision;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The question of a convolution, forward and back. */
final class ConvolutionQuestion {
  private ConvolutionQuestion() {}

  static Question make() {
    return new Question(
            "convolution",
            "from x (N×H×W×C), w (size·size·C×F, rows ordered by window row, window column,"
                + " channel), b (F), size, stride, pad and dout (N×H'×W'×F): out, the filters laid on"
                + " the images without turning them, and dx, dw, db",
            ConvolutionQuestion::trials,
            ConvolutionQuestion::convolved)
        .mistake(
            "the filters are turned by 180°",
            "what networks call a convolution is a cross-correlation: pixel (y + i, x + j) meets weight (i, j)",
            weights((i, j, size) -> (size - 1 - i) * size + size - 1 - j))
        .mistake(
            "rows and columns of the filter are exchanged",
            "row i of the filter meets row y + i of the image, column j meets column x + j",
            weights((i, j, size) -> j * size + i))
        .mistake(
            "the padding is missing",
            "pad rows and columns of zeros stand around each image, which makes the output larger",
            given -> outOnly(given.and("pad", 0)))
        .mistake(
            "the padding is on one side only",
            "pad zeros on all four sides: the window starts at −pad",
            ConvolutionQuestion::shifted)
        .mistake(
            "the stride is ignored",
            "the window moves by stride pixels: position (y, x) starts at (y·stride − pad, x·stride − pad)",
            given -> outOnly(given.and("stride", 1)))
        .mistake(
            "the bias is not added",
            "each filter has one bias, added at every position",
            given -> convolved(given.with("b", b -> b.times(0))))
        .mistake(
            "only the first channel is seen",
            "each filter sums over all channels: look for a loop over c",
            ConvolutionQuestion::firstChannel)
        .mistake(
            "the windows are averaged",
            "the products in a window are summed; there is a division too many",
            given -> {
              double share = 1.0 / given.tensor("w").rows();
              return outOnly(given.with("w", w -> w.times(share)));
            })
        .mistake(
            "db is a mean",
            "the bias is added at every position of every image, so its gradient is a sum",
            "db",
            given -> given.tensor("dout").columnMeans())
        .mistake(
            "dx is overwritten where windows overlap",
            "a pixel lies under several windows: their gradients add up, += and not =",
            "dx",
            ConvolutionQuestion::overwritten)
        .mistake(
            "dw is of the last image only",
            "every image adds to dw: += over the batch, and not =",
            "dw",
            ConvolutionQuestion::lastImage);
  }

  private static Window window(Values given) {
    return Window.square(given.whole("size"))
        .withStride(given.whole("stride"))
        .withPadding(given.whole("pad"));
  }

  private static Values convolved(Values given) {
    Tensor x = given.tensor("x");
    Tensor w = given.tensor("w");
    Tensor dout = given.tensor("dout");
    Window window = window(given);
    return outOnly(given)
        .and("dx", dout.convolveInputGradient(w, window, x.shape()))
        .and("dw", x.convolveWeightGradient(dout, window))
        .and("db", dout.columnSums());
  }

  private static Values outOnly(Values given) {
    return Values.of(
        "out", given.tensor("x").convolve(given.tensor("w"), given.row("b"), window(given)));
  }

  /** Which pixel of the filter meets pixel (i, j) of the window. */
  private interface Turn {
    int of(int i, int j, int size);
  }

  /** The answer with the filters turned, whose gradient is turned back. */
  private static UnaryOperator<Values> weights(Turn turn) {
    return given -> {
      UnaryOperator<Tensor> turned = w -> turned(given, w, turn);
      return convolved(given.with("w", turned)).with("dw", turned);
    };
  }

  private static Tensor turned(Values given, Tensor w, Turn turn) {
    int size = given.whole("size");
    int channels = given.tensor("x").columns();
    Tensor turned = w.copy();
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        for (int k = 0; k < channels * w.columns(); k++) {
          int from = turn.of(i, j, size) * channels * w.columns() + k;
          turned.set((i * size + j) * channels * w.columns() + k, w.get(from));
        }
      }
    }
    return turned;
  }

  /** All of the padding below and to the right. */
  private static Values shifted(Values given) {
    Tensor x = given.tensor("x");
    int pad = given.whole("pad");
    int[] d = x.shape().dimensions();
    Tensor larger =
        Tensor.zeros(Precision.DOUBLE, Shape.of(d[0], d[1] + 2 * pad, d[2] + 2 * pad, d[3]));
    for (int n = 0; n < d[0]; n++) {
      for (int y = 0; y < d[1]; y++) {
        for (int k = 0; k < d[2] * d[3]; k++) {
          int row = (n * (d[1] + 2 * pad) + y) * (d[2] + 2 * pad) * d[3];
          larger.set(row + k, x.get((n * d[1] + y) * d[2] * d[3] + k));
        }
      }
    }
    return outOnly(given.and("x", larger).and("pad", 0));
  }

  private static Values firstChannel(Values given) {
    Tensor w = given.tensor("w");
    int channels = given.tensor("x").columns();
    for (int i = 0; i < w.size(); i++) {
      w.set(i, i / w.columns() % channels == 0 ? w.get(i) : 0);
    }
    return outOnly(given.and("w", w));
  }

  private static Tensor overwritten(Values given) {
    Tensor x = given.tensor("x");
    Tensor columns = given.tensor("dout").matmulTranspose(given.tensor("w"));
    Tensor places =
        Tensor.of(x.shape(), IntStream.rangeClosed(1, x.size()).asDoubleStream().toArray())
            .im2col(window(given));
    Tensor dx = x.map(v -> 0);
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i) > 0) {
        dx.set((int) places.get(i) - 1, columns.get(i));
      }
    }
    return dx;
  }

  private static Tensor lastImage(Values given) {
    Tensor x = given.tensor("x");
    Tensor dout = given.tensor("dout");
    int n = x.shape().dimension(0);
    return x.slice(n - 1, n).convolveWeightGradient(dout.slice(n - 1, n), window(given));
  }

  private static List<Values> trials(RandomInputs draw) {
    return List.of(
        trial(draw, Shape.of(2, 6, 5, 3), 4, Window.square(3).withStride(2).withPadding(1)),
        trial(draw, Shape.of(3, 5, 7, 2), 3, Window.square(3).withStride(2).withPadding(1)));
  }

  private static Values trial(RandomInputs draw, Shape images, int filters, Window window) {
    return Values.of("x", draw.gaussian(1, images.dimensions()))
        .and("w", draw.gaussian(1, window.area() * images.columns(), filters))
        .and("b", draw.gaussian(1, filters))
        .and("size", window.height())
        .and("stride", window.stride())
        .and("pad", window.padding())
        .and("dout", draw.gaussian(1, window.output(images, filters).dimensions()));
  }
}
