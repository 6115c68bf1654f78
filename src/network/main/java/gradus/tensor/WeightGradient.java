package gradus.tensor;

/** The way back of a convolution to its weights: patchesᵀ·gradient, strip by strip. */
final class WeightGradient {
  /** Columns of a strip whose gradient is summed up over all positions, about. */
  private static final int FEW_COLUMNS = 96;

  /** Gradients of weights up to this size are summed up in parts of the batch. */
  private static final int FEW_WEIGHTS = 1 << 16;

  /** Sums that are kept side by side. */
  private static final int MOST_PARTS = 8;

  private final PositionGroups neighbors;
  private final Patches patches;
  private final Im2colTiles strips;
  private final Tensor out;

  /** The gradients of all neighbours' filters, added to zeros. */
  private final View sum;

  /** Of the weights with which these images were convolved; out holds zeros. */
  WeightGradient(Tensor images, Window window, Tensor out) {
    this.out = out;
    neighbors = PositionGroups.best(images, window, out.columns());
    patches = new Patches(images, neighbors.window(), neighbors.count()).framed();
    strips = new Im2colTiles(patches);
    int rows = patches.taps() * patches.channels();
    int columns = neighbors.count() * out.columns();
    sum =
        neighbors.count() == 1
            ? View.of(out)
            : View.of(Scratch.SPREAD.zeros(rows * columns), rows, columns);
  }

  /** out += patchesᵀ·gradient. */
  void add(Tensor gradient) {
    View dy = View.of(gradient.floats(), patches.positions(), sum.columns());
    if (isSmall()) {
      sumOverParts(dy);
    } else {
      sumTapByTap(dy);
    }
    gatherNeighbors();
  }

  /** The same for a gradient that is zero but where values were picked. */
  void add(Selection picked, Tensor gradients) {
    if (isSmall()) {
      sumOverImages(OutputGradient.picked(picked, gradients, patches));
      gatherNeighbors();
    } else {
      add(picked.scatter(gradients));
    }
  }

  private boolean isSmall() {
    return sum.rows() * sum.columns() <= FEW_WEIGHTS;
  }

  private void gatherNeighbors() {
    if (neighbors.count() > 1) {
      neighbors.gather(sum, View.of(out));
    }
  }

  /** Each task takes some taps, over all positions. */
  private void sumTapByTap(View dy) {
    int step = Math.max(1, FEW_COLUMNS / patches.channels());
    Parallel.split(
        Math.ceilDiv(patches.taps(), step),
        task -> {
          int tap = task * step;
          int taps = Math.min(step, patches.taps() - tap);
          add(0, dy, tap, taps, sum);
        });
  }

  /** Each task takes some positions, over all taps. */
  private void sumOverParts(View dy) {
    int parts = parts(MOST_PARTS);
    int step = Product.evenly(patches.positions(), parts, Im2colTiles.LENGTH);
    inParts(
        parts,
        (part, to) -> {
          int position = Math.min(part * step, patches.positions());
          int count = Math.min(step, patches.positions() - position);
          add(position, dy.rows(position, count), to);
        });
  }

  /** Each task takes some images, a few at a time. */
  private void sumOverImages(OutputGradient gradient) {
    int all = patches.images();
    int parts = parts(Math.clamp(all, 1, MOST_PARTS));
    int few = strips.imagesAtOnce();
    inParts(
        parts,
        (part, to) -> {
          int end = (part + 1) * all / parts;
          for (int image = part * all / parts; image < end; image += few) {
            View dy = gradient.of(image, Math.min(few, end - image));
            add(image * patches.perImage(), dy, to);
          }
        });
  }

  private int parts(int most) {
    return Math.clamp(patches.positions() / (2 * Im2colTiles.LENGTH), 1, most);
  }

  /** What a part adds to a sum of its own. */
  private interface PartSum {
    void add(int part, View to);
  }

  /** What the parts find is added in their order. */
  private void inParts(int parts, PartSum found) {
    int size = sum.rows() * sum.columns();
    float[] sums = Scratch.PARTS.zeros(parts * size);
    View all = View.of(sums, parts * sum.rows(), sum.columns());
    Parallel.split(parts, part -> found.add(part, all.rows(part * sum.rows(), sum.rows())));
    for (int part = 0; part < parts; part++) {
      ElementwiseKernels.add(sums, part * size, sum.data(), 0, size);
    }
  }

  /** Over all taps. */
  private void add(int position, View dy, View to) {
    strips.overTaps((tap, taps) -> add(position, dy, tap, taps, to));
  }

  private void add(int position, View dy, int tap, int taps, View to) {
    View weights = strips.weights(to, tap, taps);
    Im2colTiles.over(
        dy.rows(),
        (i, rows) -> {
          View strip = patches.gather(position + i, rows, tap, taps);
          Product.block(strip.transpose(), dy.rows(i, rows), weights, weights);
        });
  }
}
