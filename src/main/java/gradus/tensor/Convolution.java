package gradus.tensor;

import java.util.function.Consumer;

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

  /** Sums that are kept side by side. */
  private static final int MOST_PARTS = 8;

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
    ontoFilters(
        out,
        sum -> {
          if (few(sum)) {
            sumOverParts(dy, sum);
          } else {
            sumTapByTap(dy, sum);
          }
        });
  }

  /** The same for a gradient that is zero but where values were picked. */
  void weightGradient(Selection picked, Tensor gradients, Tensor out) {
    ontoFilters(
        out,
        sum -> {
          if (few(sum)) {
            sumOverImages(picked, gradients, sum);
          } else {
            Tensor dy = picked.scatter(gradients);
            int columns = neighbors.count() * dy.columns();
            sumTapByTap(View.of(dy.floats(), patches.positions(), columns), sum);
          }
        });
  }

  private static boolean few(View weights) {
    return weights.rows() * weights.columns() <= FEW_WEIGHTS;
  }

  /** Has the gradients of all neighbours' filters summed, and adds them to those of the filters. */
  private void ontoFilters(Tensor out, Consumer<View> sum) {
    if (neighbors.count() == 1) {
      sum.accept(View.of(out));
      return;
    }
    int rows = patches.taps() * patches.channels();
    int columns = neighbors.count() * out.columns();
    View wide = View.of(Scratch.SPREAD.zeros(rows * columns), rows, columns);
    sum.accept(wide);
    neighbors.gather(wide, View.of(out));
  }

  /** Each task takes some taps, over all positions. */
  private void sumTapByTap(View dy, View out) {
    int step = Math.max(1, FEW_COLUMNS / patches.channels());
    Work.split(
        Math.ceilDiv(patches.taps(), step),
        task -> {
          int tap = task * step;
          int taps = Math.min(step, patches.taps() - tap);
          sum(0, dy, tap, taps, weights(out, tap, taps));
        });
  }

  /** Each task takes some positions, over all taps. */
  private void sumOverParts(View dy, View out) {
    int parts = Math.clamp(patches.positions() / (2 * STRIP), 1, MOST_PARTS);
    int step = Product.evenly(patches.positions(), parts, STRIP);
    inParts(
        parts,
        out,
        (part, to) -> {
          int position = Math.min(part * step, patches.positions());
          int count = Math.min(step, patches.positions() - position);
          sum(position, dy.rows(position, count), to);
        });
  }

  /** Each task takes some images, of which a few at a time have their gradients set out. */
  private void sumOverImages(Selection picked, Tensor gradients, View out) {
    int all = patches.images();
    int parts = Math.clamp(patches.positions() / (2 * STRIP), 1, Math.clamp(all, 1, MOST_PARTS));
    int few = imagesPerTask();
    inParts(
        parts,
        out,
        (part, to) -> {
          int end = (part + 1) * all / parts;
          for (int image = part * all / parts; image < end; image += few) {
            View dy = setOut(picked, gradients, image, Math.min(few, end - image));
            sum(image * patches.perImage(), dy, to);
          }
        });
  }

  /** The gradient of some images, zero but where values were picked, in an array of this thread. */
  private View setOut(Selection picked, Tensor gradients, int image, int images) {
    int all = Math.max(1, patches.images());
    int size = picked.source().size() / all;
    int pickedSize = gradients.size() / all;
    float[] near = Scratch.IMAGES.zeros(images * size);
    int from = image * pickedSize;
    int to = from + images * pickedSize;
    Passes.scatter(gradients.floats(), picked.indices(), near, image * size, from, to);
    int rows = images * patches.perImage();
    return View.of(near, rows, rows == 0 ? 0 : images * size / rows);
  }

  /** What a part adds to a sum of its own. */
  private interface PartSum {
    void add(int part, View to);
  }

  /** What the parts find is added in their order. */
  private static void inParts(int parts, View out, PartSum sum) {
    int size = out.rows() * out.columns();
    float[] sums = Scratch.PARTS.zeros(parts * size);
    View all = View.of(sums, parts * out.rows(), out.columns());
    Work.split(parts, part -> sum.add(part, all.rows(part * out.rows(), out.rows())));
    for (int part = 0; part < parts; part++) {
      Passes.add(sums, part * size, out.data(), 0, size);
    }
  }

  /** Over all taps. */
  private void sum(int position, View dy, View to) {
    for (int tap = 0; tap < patches.taps(); tap += tapStep) {
      int taps = Math.min(tapStep, patches.taps() - tap);
      sum(position, dy, tap, taps, weights(to, tap, taps));
    }
  }

  private void sum(int position, View dy, int tap, int taps, View to) {
    int step = Product.evenly(dy.rows(), Math.ceilDiv(dy.rows(), 9 * STRIP / 8), 1);
    for (int i = 0; i < dy.rows(); i += step) {
      int rows = Math.min(step, dy.rows() - i);
      View strip = patches.gather(position + i, rows, tap, taps);
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
    if (isConvolution(window, out)) {
      int margin = margin(window);
      View turned = turned(weight, window.area(), true);
      float[] nothing = Scratch.NOTHING.atLeast(out.columns());
      new Convolution(gradient, window.withPadding(margin), out.columns())
          .forward(turned, nothing, out.floats());
    } else {
      View dy = View.of(gradient);
      Convolution back = new Convolution(out, new Neighbors(window, 1), false);
      int perImage = back.patches.perImage();
      back.scatter(
          (image, images) -> dy.rows(image * perImage, images * perImage),
          turned(weight, window.area(), false));
    }
  }

  /** The same for a gradient that is zero but where values were picked. */
  static void inputGradient(
      Selection picked, Tensor gradients, Tensor weight, Window window, Tensor out) {
    if (isConvolution(window, out)) {
      inputGradient(picked.scatter(gradients), weight, window, out);
    } else {
      Convolution back = new Convolution(out, new Neighbors(window, 1), false);
      back.scatter(
          (image, images) -> back.setOut(picked, gradients, image, images),
          turned(weight, window.area(), false));
    }
  }

  private static boolean isConvolution(Window window, Tensor images) {
    boolean square = window.stride() == 1 && window.height() == window.width();
    int positions = window.output(images.shape(), 1).size();
    return square && margin(window) >= 0 && images.rows() <= 1.2 * positions;
  }

  private static int margin(Window window) {
    return window.height() - 1 - window.padding();
  }

  /** The gradient of some images. */
  private interface Gradients {
    View of(int image, int images);
  }

  private void scatter(Gradients gradients, View w) {
    overImages(
        (image, images) -> {
          View dy = gradients.of(image, images);
          for (int i = 0; i < dy.rows(); i += STRIP) {
            int rows = Math.min(STRIP, dy.rows() - i);
            scatter(dy.rows(i, rows), w, image * patches.perImage() + i);
          }
        });
  }

  /** Whole images, so that no two tasks meet at a pixel: as many as fill strips well. */
  private void overImages(Part part) {
    int perTask = imagesPerTask();
    Work.split(
        Math.ceilDiv(patches.images(), perTask),
        task -> {
          int image = task * perTask;
          part.process(image, Math.min(perTask, patches.images() - image));
        });
  }

  private int imagesPerTask() {
    return Math.max(1, 3 * STRIP / 2 / Math.max(1, patches.perImage()));
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
