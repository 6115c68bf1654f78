package gradus.tensor;

/**
 * The convolution as a matrix product whose left operand, the patches, is gathered strip by strip
 * into the second-level cache and never exists as a whole.
 */
final class Convolution {
  /** Positions of a strip. */
  private static final int STRIP = 16 * Tile.ROWS;

  /** Columns of a strip, about. */
  private static final int STRIP_COLUMNS = 512;

  /** Columns of a strip whose gradient is summed up over all positions, about. */
  private static final int FEW_COLUMNS = 96;

  /** Gradients of weights up to this size are summed up in parts of the batch. */
  private static final int FEW_WEIGHTS = 1 << 16;

  private final Patches patches;
  private final Neighbors neighbors;
  private final int tapStep;

  /** Of these images with so many filters. */
  Convolution(Tensor images, Window window, int filters) {
    this(images, Neighbors.best(images, window, filters), true);
  }

  private Convolution(Tensor images, Neighbors neighbors, boolean framed) {
    this.neighbors = neighbors;
    Patches own = new Patches(images, neighbors.window(), neighbors.count());
    patches = framed ? own.framed() : own;
    int columns = patches.taps() * patches.channels();
    tapStep = Product.evenly(patches.taps(), Math.ceilDiv(columns, STRIP_COLUMNS), 1);
  }

  /** out = patches·weight + bias. */
  void forward(View weight, float[] bias, float[] out) {
    View spread = neighbors.spread(weight);
    Panels w = Panels.all(spread);
    float[] start = neighbors.repeat(bias);
    View y = View.of(out, patches.positions(), spread.columns());
    overStrips((position, count) -> convolve(position, w, start, y.rows(position, count)));
  }

  /** Convolves some images at a time, and pools and rectifies what came out while it is near. */
  void forward(Tensor weight, Tensor bias, Window pooling, Selection out) {
    View spread = neighbors.spread(View.of(weight));
    Panels w = Panels.all(spread);
    float[] start = neighbors.repeat(bias.floats());
    Pooling pool = new Pooling(out.source(), pooling);
    int perImage = patches.perImage();
    float[] values = out.values().floats();
    int size = values.length / Math.max(1, patches.images());
    overImages(
        (image, images) -> {
          int count = images * perImage;
          float[] near = Scratch.IMAGES.atLeast(count * spread.columns());
          for (int i = 0; i < count; i += STRIP) {
            View y = View.of(near, count, spread.columns()).rows(i, Math.min(STRIP, count - i));
            convolve(image * perImage + i, w, start, y);
          }
          pool.pool(near, image, image, images, values, out.indices());
          Passes.leakyRelu(values, 0, values, image * size, (image + images) * size);
        });
  }

  private void convolve(int position, Panels weight, float[] bias, View y) {
    View start = View.repeated(bias, y.rows(), y.columns());
    for (int tap = 0; tap < patches.taps(); tap += tapStep) {
      int taps = Math.min(tapStep, patches.taps() - tap);
      View strip = patches.gather(position, y.rows(), tap, taps);
      Product.block(strip, weight.from(tap * patches.channels(), 0), start, y);
      start = y;
    }
  }

  /** What is done with so many positions or images from a first one on. */
  private interface Part {
    void process(int first, int count);
  }

  private void overStrips(Part part) {
    int strips = Math.ceilDiv(patches.positions(), STRIP);
    int perTask = Math.max(1, Math.ceilDiv(strips, 64));
    Work.split(
        Math.ceilDiv(strips, perTask),
        task -> {
          int end = Math.min(strips, (task + 1) * perTask);
          for (int i = task * perTask; i < end; i++) {
            int position = i * STRIP;
            part.process(position, Math.min(STRIP, patches.positions() - position));
          }
        });
  }

  private View weights(View weight, int tap, int taps) {
    return weight.rows(tap * patches.channels(), taps * patches.channels());
  }

  /** out = patchesᵀ·gradient. */
  void weightGradient(Tensor gradient, Tensor out) {
    int columns = neighbors.count() * gradient.columns();
    View dy = View.of(gradient.floats(), patches.positions(), columns);
    int rows = patches.taps() * patches.channels();
    boolean alone = neighbors.count() == 1;
    View sum = alone ? View.of(out) : View.of(Scratch.SPREAD.zeros(rows * columns), rows, columns);
    if (rows * columns <= FEW_WEIGHTS) {
      sumOverParts(dy, sum);
    } else {
      sumTapByTap(dy, sum);
    }
    if (!alone) {
      neighbors.gather(sum, View.of(out));
    }
  }

  /** Each task takes some taps, over all positions. */
  private void sumTapByTap(View dy, View out) {
    int step = Math.max(1, FEW_COLUMNS / patches.channels());
    Work.split(
        Math.ceilDiv(patches.taps(), step),
        task -> {
          int tap = task * step;
          int taps = Math.min(step, patches.taps() - tap);
          sum(0, patches.positions(), tap, taps, dy, weights(out, tap, taps));
        });
  }

  /** Each task takes some positions, over all taps; what they find is added in their order. */
  private void sumOverParts(View dy, View out) {
    int size = out.rows() * out.columns();
    int parts = Math.clamp(patches.positions() / (2 * STRIP), 1, 8);
    int step = Product.evenly(patches.positions(), parts, STRIP);
    float[] sums = Scratch.PARTS.zeros(parts * size);
    View all = View.of(sums, parts * out.rows(), out.columns());
    Work.split(
        parts,
        part -> {
          View to = all.rows(part * out.rows(), out.rows());
          int position = Math.min(part * step, patches.positions());
          int count = Math.min(step, patches.positions() - position);
          for (int tap = 0; tap < patches.taps(); tap += tapStep) {
            int taps = Math.min(tapStep, patches.taps() - tap);
            sum(position, count, tap, taps, dy, weights(to, tap, taps));
          }
        });
    for (int part = 0; part < parts; part++) {
      for (int i = 0; i < size; i++) {
        out.data()[i] += sums[part * size + i];
      }
    }
  }

  private void sum(int position, int count, int tap, int taps, View dy, View to) {
    for (int i = position; i < position + count; i += STRIP) {
      int rows = Math.min(STRIP, position + count - i);
      View strip = patches.gather(i, rows, tap, taps);
      Product.block(strip.transpose(), dy.rows(i, rows), to, to);
    }
  }

  /**
   * The gradient with respect to images out, which hold zeros.
   *
   * <p>Where the window moves pixel by pixel and leaves the images about as large as they are, it
   * is the convolution of the gradient with the filters turned round. Elsewhere most of that would
   * be products with zeros, so the gradients of patches are made and added to the pixels under
   * them.
   */
  static void inputGradient(Tensor gradient, Tensor weight, Window window, Tensor out) {
    int area = window.area();
    int positions = window.output(out.shape(), 1).size();
    int margin = window.height() - 1 - window.padding();
    boolean square = window.stride() == 1 && window.height() == window.width() && margin >= 0;
    if (square && out.rows() <= 1.2 * positions) {
      View turned = turned(weight, area, true);
      float[] nothing = Scratch.NOTHING.atLeast(out.columns());
      new Convolution(gradient, window.withPadding(margin), out.columns())
          .forward(turned, nothing, out.floats());
    } else {
      new Convolution(out, new Neighbors(window, 1), false)
          .scatter(View.of(gradient), turned(weight, area, false));
    }
  }

  private void scatter(View dy, View w) {
    int perImage = patches.perImage();
    overImages(
        (image, images) -> {
          int end = (image + images) * perImage;
          for (int i = image * perImage; i < end; i += STRIP) {
            scatter(dy.rows(i, Math.min(STRIP, end - i)), w, i);
          }
        });
  }

  /** Whole images, so that no two tasks meet at a pixel: as many as fill strips well. */
  private void overImages(Part part) {
    int perTask = Math.max(1, 3 * STRIP / 2 / Math.max(1, patches.perImage()));
    Work.split(
        Math.ceilDiv(patches.images(), perTask),
        task -> {
          int image = task * perTask;
          part.process(image, Math.min(perTask, patches.images() - image));
        });
  }

  private void scatter(View dy, View w, int position) {
    int channels = patches.channels();
    for (int tap = 0; tap < patches.taps(); tap += tapStep) {
      int taps = Math.min(tapStep, patches.taps() - tap);
      int columns = taps * channels;
      View strip = View.of(Scratch.STRIP.atLeast(dy.rows() * columns), dy.rows(), columns);
      Product.block(dy, w.columns(tap * channels, columns), nothing(dy.rows(), columns), strip);
      patches.scatter(strip, position, tap, taps);
    }
  }

  private static View nothing(int rows, int columns) {
    return View.repeated(Scratch.NOTHING.atLeast(columns), rows, columns);
  }

  /**
   * The weights with inputs and filters exchanged, so that every strip need not turn them again:
   * filters×(taps·channels), or (taps·filters)×channels with the last tap first.
   */
  private static View turned(Tensor weight, int taps, boolean lastTapFirst) {
    int filters = weight.columns();
    int channels = weight.rows() / taps;
    float[] from = weight.floats();
    float[] to = Scratch.WEIGHTS.atLeast(weight.size());
    int step = lastTapFirst ? channels : weight.rows();
    Work.split(
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
