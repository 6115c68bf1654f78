package gradus.tensor.vector;

import gradus.tensor.engine.SlidingWindow;
import java.util.function.IntUnaryOperator;
import org.ejml.data.FMatrixRMaj;

/**
 * The gradient of a convolution with respect to its images.
 *
 * <p>Where the window moves pixel by pixel and the output is about as large as the images, it is
 * the convolution of the output's gradient with the filters turned by 180°. Elsewhere most of that
 * would be products with zeros, so the gradients of patches or of {@link Winograd}'s tiles are
 * computed and added to the pixels under them.
 */
final class InputGradient {
  /** How much more a convolution of the gradient may multiply than the convolution itself. */
  private static final double WORTH_TURNING = 1.2;

  private final FMatrixRMaj weight;
  private final SlidingWindow window;
  private final float[] out;

  /** With these weights; the gradient of the images, out, holds zeros. */
  InputGradient(FMatrixRMaj weight, SlidingWindow window, float[] out) {
    this.weight = weight;
    this.window = window;
    this.out = out;
  }

  /** out = the gradient of patches, added to the pixels under them. */
  void add(FMatrixRMaj gradient) {
    if (isConvolution()) {
      convolve(gradient);
    } else {
      addOverlapping(
          FeatureMaps.of(
              gradient.data, window.images(), window.positionsPerImage(), gradient.numCols));
    }
  }

  /** The same for a sparse gradient. */
  void add(SparseGradient gradient) {
    if (!isConvolution()) {
      addOverlapping(gradient);
    } else if (Winograd.fits(back(), window.channels())) {
      new Winograd(back(), gradient, lastTapFirst(), nothing()).convolve(out);
    } else {
      convolve(gradient.dense());
    }
  }

  /** The window that moves over the output's gradient. */
  private SlidingWindow back() {
    return window.transposed(weight.numCols);
  }

  private float[] nothing() {
    return Scratch.NOTHING.atLeast(window.channels());
  }

  private boolean isConvolution() {
    boolean square = window.rowStride() == 1 && window.height() == window.width();
    int pixels = window.images() * window.imageHeight() * window.imageWidth();
    return square
        && window.padding() < window.height()
        && pixels <= WORTH_TURNING * window.positions();
  }

  private void convolve(FMatrixRMaj gradient) {
    Convolutions.of(back(), gradient.data, lastTapFirst(), nothing()).convolve(out);
  }

  private void addOverlapping(FeatureMaps gradient) {
    if (Winograd.fits(window, weight.numCols)) {
      View exchanged = tapByTap(tap -> tap);
      new WinogradInputGradient(window, gradient, exchanged, weight.numCols).addTo(out);
    } else {
      scatter(gradient);
    }
  }

  /** Whole images, so that no two tasks meet at a pixel. */
  private void scatter(FeatureMaps gradient) {
    Im2colTiles tiles = new Im2colTiles(new Patches(window, out));
    View turned = exchanged(weight.numRows, tap -> tap * window.channels());
    tiles.overImages(
        (image, images) -> {
          View dy = gradient.of(image, images);
          int position = image * window.positionsPerImage();
          Im2colTiles.over(
              dy.rows(), (i, rows) -> scatter(tiles, dy.rows(i, rows), turned, position + i));
        });
  }

  private static void scatter(Im2colTiles tiles, View dy, View turned, int position) {
    Patches patches = tiles.patches();
    tiles.overTaps(
        (tap, taps) -> {
          int columns = taps * patches.channels();
          View tile = View.of(Scratch.TILE.atLeast(dy.rows() * columns), dy.rows(), columns);
          View nothing = View.repeated(Scratch.NOTHING.atLeast(columns), dy.rows(), columns);
          View weights = turned.columns(tap * patches.channels(), columns);
          Product.block(dy, PackedB.near(weights, dy.rows()), nothing, tile);
          patches.scatter(tile, position, tap, taps);
        });
  }

  private View lastTapFirst() {
    return tapByTap(tap -> window.taps() - 1 - tap);
  }

  /** The weights as (taps·filters)×channels, each tap at its number. */
  private View tapByTap(IntUnaryOperator number) {
    int channels = window.channels();
    return exchanged(channels, tap -> number.applyAsInt(tap) * weight.numCols * channels);
  }

  /**
   * The weights with inputs and filters exchanged, so that not every tile has to do it.
   *
   * @param columns of the result
   * @param start where the channels of a tap's first filter stand in it
   */
  private View exchanged(int columns, IntUnaryOperator start) {
    int filters = weight.numCols;
    int channels = window.channels();
    int size = weight.getNumElements();
    float[] from = weight.data;
    float[] to = Scratch.WEIGHTS.atLeast(size);
    Parallel.split(
        window.taps(),
        tap -> {
          int first = start.applyAsInt(tap);
          for (int j = 0; j < filters; j++) {
            for (int c = 0; c < channels; c++) {
              to[first + j * columns + c] = from[(tap * channels + c) * filters + j];
            }
          }
        });
    return View.of(to, size / columns, columns);
  }
}
