package gradus.tensor;

/**
 * The convolution as a matrix product whose left operand, the patches, is gathered strip by strip
 * into the second-level cache and never exists as a whole.
 */
final class Convolution {
  /** Positions of a strip. */
  private static final int STRIP = 8 * Tile.ROWS;

  /** Columns of a strip, about. */
  private static final int STRIP_COLUMNS = 512;

  /** Gradients of weights up to this size are summed up in parts of the batch. */
  private static final int FEW_WEIGHTS = 1 << 16;

  private final Patches patches;
  private final int tapStep;

  Convolution(Patches patches) {
    this.patches = patches;
    int columns = patches.taps() * patches.channels();
    tapStep = Product.evenly(patches.taps(), Math.ceilDiv(columns, STRIP_COLUMNS), 1);
  }

  /** out = patches·weight + bias. */
  void forward(Tensor weight, Tensor bias, Tensor out) {
    View y = View.of(out);
    overStrips((position, count) -> convolve(position, weight, bias, y.rows(position, count)));
  }

  /** Convolves some images at a time, and pools and rectifies what came out while it is near. */
  void forward(Tensor weight, Tensor bias, Window pooling, Selection out) {
    Pooling pool = new Pooling(out.source(), pooling);
    int perImage = patches.perImage();
    overImages(
        (image, images) -> {
          int count = images * perImage;
          float[] near = Scratch.IMAGES.atLeast(count * weight.columns());
          for (int i = 0; i < count; i += STRIP) {
            View y = View.of(near, count, weight.columns()).rows(i, Math.min(STRIP, count - i));
            convolve(image * perImage + i, weight, bias, y);
          }
          pool.pool(near, image, image, images, out.values().floats(), out.indices());
          int size = out.values().size() / patches.images();
          float[] values = out.values().floats();
          Passes.leakyRelu(values, 0, values, image * size, (image + images) * size);
        });
  }

  private void convolve(int position, Tensor weight, Tensor bias, View y) {
    for (int i = 0; i < y.rows(); i++) {
      System.arraycopy(bias.floats(), 0, y.data(), y.from() + i * y.rowStep(), y.columns());
    }
    View w = View.of(weight);
    for (int tap = 0; tap < patches.taps(); tap += tapStep) {
      int taps = Math.min(tapStep, patches.taps() - tap);
      View strip = patches.gather(position, y.rows(), tap, taps);
      Product.addBlock(strip, weights(w, tap, taps), y);
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
    if (out.size() <= FEW_WEIGHTS) {
      sumOverParts(gradient, out);
    } else {
      sumTapByTap(gradient, out);
    }
  }

  /** Each task takes some taps, over all positions. */
  private void sumTapByTap(Tensor gradient, Tensor out) {
    int step = Math.max(1, STRIP / patches.channels());
    Work.split(
        Math.ceilDiv(patches.taps(), step),
        task -> {
          int tap = task * step;
          int taps = Math.min(step, patches.taps() - tap);
          sum(0, patches.positions(), tap, taps, gradient, weights(View.of(out), tap, taps));
        });
  }

  /** Each task takes some positions, over all taps; what they find is added in their order. */
  private void sumOverParts(Tensor gradient, Tensor out) {
    int parts = Math.clamp(patches.positions() / (4 * STRIP), 1, 8);
    int step = Product.evenly(patches.positions(), parts, STRIP);
    float[] sums = Scratch.PARTS.zeros(parts * out.size());
    Work.split(
        parts,
        part -> {
          View to =
              View.of(sums, parts * out.rows(), out.columns()).rows(part * out.rows(), out.rows());
          int position = Math.min(part * step, patches.positions());
          int count = Math.min(step, patches.positions() - position);
          for (int tap = 0; tap < patches.taps(); tap += tapStep) {
            int taps = Math.min(tapStep, patches.taps() - tap);
            sum(position, count, tap, taps, gradient, weights(to, tap, taps));
          }
        });
    float[] total = out.floats();
    for (int part = 0; part < parts; part++) {
      for (int i = 0; i < total.length; i++) {
        total[i] += sums[part * total.length + i];
      }
    }
  }

  private void sum(int position, int count, int tap, int taps, Tensor gradient, View to) {
    View dy = View.of(gradient);
    for (int i = position; i < position + count; i += STRIP) {
      int rows = Math.min(STRIP, position + count - i);
      Product.addBlock(patches.gather(i, rows, tap, taps).transpose(), dy.rows(i, rows), to);
    }
  }

  /** Adds gradient·weightᵀ to the pixels under the patches. */
  void inputGradient(Tensor gradient, Tensor weight) {
    View w = turned(weight);
    View dy = View.of(gradient);
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
    int perTask = Math.max(1, 3 * STRIP / Math.max(1, patches.perImage()));
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
      View strip = View.of(Scratch.STRIP.zeros(dy.rows() * columns), dy.rows(), columns);
      Product.addBlock(dy, w.columns(tap * channels, columns), strip);
      patches.scatter(strip, position, tap, taps);
    }
  }

  /** The weights' transpose, row by row, so that every strip need not turn them again. */
  private static View turned(Tensor weight) {
    float[] from = weight.floats();
    int taps = weight.rows();
    int filters = weight.columns();
    float[] to = Scratch.WEIGHTS.atLeast(weight.size());
    Work.split(
        Math.ceilDiv(filters, 32),
        task -> {
          for (int j = task * 32; j < Math.min(filters, task * 32 + 32); j++) {
            for (int i = 0; i < taps; i++) {
              to[j * taps + i] = from[i * filters + j];
            }
          }
        });
    return View.of(to, filters, taps);
  }
}
