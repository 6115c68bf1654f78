package gradus.tensor;

/**
 * The way back of a convolution to its images.
 *
 * <p>Where the window moves pixel by pixel and leaves the images about as large as they are, it is
 * the convolution of the gradient with the filters turned round. Elsewhere most of that would be
 * products with zeros, so the gradients of patches are made and added to the pixels under them.
 */
final class InputGradient {
  /** How much more a convolution of the gradient may multiply than the convolution itself. */
  private static final double WORTH_TURNING = 1.2;

  private final Tensor weight;
  private final Window window;
  private final Tensor out;

  /** Of these weights; the gradient of the images, out, holds zeros. */
  InputGradient(Tensor weight, Window window, Tensor out) {
    this.weight = weight;
    this.window = window;
    this.out = out;
  }

  /** out = the gradient of patches, added to the pixels under them. */
  void add(Tensor gradient) {
    if (isConvolution()) {
      convolve(gradient);
    } else {
      Patches patches = new Patches(out, window, 1);
      scatter(patches, OutputGradient.whole(View.of(gradient), patches));
    }
  }

  /** The same for a gradient that is zero but where values were picked. */
  void add(Selection picked, Tensor gradients) {
    if (isConvolution()) {
      convolve(picked.scatter(gradients));
    } else {
      Patches patches = new Patches(out, window, 1);
      scatter(patches, OutputGradient.picked(picked, gradients, patches));
    }
  }

  private boolean isConvolution() {
    boolean square = window.stride() == 1 && window.height() == window.width();
    int positions = window.output(out.shape(), 1).size();
    return square && margin() >= 0 && out.rows() <= WORTH_TURNING * positions;
  }

  private int margin() {
    return window.height() - 1 - window.padding();
  }

  private void convolve(Tensor gradient) {
    float[] nothing = Scratch.NOTHING.atLeast(out.columns());
    new Convolution(gradient, window.withPadding(margin()), turned(true), nothing)
        .forward(out.floats());
  }

  /** Whole images, so that no two tasks meet at a pixel. */
  private void scatter(Patches patches, OutputGradient gradient) {
    Im2colTiles strips = new Im2colTiles(patches);
    View turned = turned(false);
    strips.overImages(
        (image, images) -> {
          View dy = gradient.of(image, images);
          int position = image * patches.perImage();
          Im2colTiles.over(
              dy.rows(), (i, rows) -> scatter(strips, dy.rows(i, rows), turned, position + i));
        });
  }

  private void scatter(Im2colTiles strips, View dy, View turned, int position) {
    Patches patches = strips.patches();
    strips.overTaps(
        (tap, taps) -> {
          int columns = taps * patches.channels();
          View strip = View.of(Scratch.STRIP.atLeast(dy.rows() * columns), dy.rows(), columns);
          View nothing = View.repeated(Scratch.NOTHING.atLeast(columns), dy.rows(), columns);
          View weights = turned.columns(tap * patches.channels(), columns);
          Product.block(dy, weights, nothing, strip);
          patches.scatter(strip, position, tap, taps);
        });
  }

  /**
   * The weights with inputs and filters exchanged, so that every strip need not turn them again:
   * filters×(taps·channels), or (taps·filters)×channels with the last tap first.
   */
  private View turned(boolean lastTapFirst) {
    int taps = window.area();
    int filters = weight.columns();
    int channels = weight.rows() / taps;
    float[] from = weight.floats();
    float[] to = Scratch.WEIGHTS.atLeast(weight.size());
    int step = lastTapFirst ? channels : weight.rows();
    Parallel.split(
        taps,
        tap -> {
          int start = lastTapFirst ? (taps - 1 - tap) * filters * channels : tap * channels;
          for (int j = 0; j < filters; j++) {
            for (int c = 0; c < channels; c++) {
              to[start + j * step + c] = from[(tap * channels + c) * filters + j];
            }
          }
        });
    return View.of(to, weight.size() / step, step);
  }
}
