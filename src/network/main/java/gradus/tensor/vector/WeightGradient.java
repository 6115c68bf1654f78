package gradus.tensor.vector;

import gradus.tensor.engine.SlidingWindow;
import org.ejml.data.FMatrixRMaj;

/** The gradient of a convolution with respect to its weights: patchesᵀ·gradient, tile by tile. */
final class WeightGradient {
  /** Columns of a tile whose gradient is summed up over all positions, about. */
  private static final int FEW_COLUMNS = 96;

  /** Gradients of weights up to this size are summed up in parts of the batch. */
  private static final int FEW_WEIGHTS = 1 << 16;

  /** The most parts, each of which has a sum of its own. */
  private static final int MOST_PARTS = 8;

  private final PositionGroups groups;
  private final Patches patches;
  private final Im2colTiles tiles;
  private final View out;

  /** The gradients of all filters of a group of positions, added to zeros. */
  private final View sum;

  /** Of the weights with which these images were convolved; out holds zeros. */
  WeightGradient(SlidingWindow window, float[] images, View out) {
    this.out = out;
    groups = PositionGroups.forSums(window, out.columns());
    patches = new Patches(groups.grouped(), images).framed();
    tiles = new Im2colTiles(patches);
    int rows = groups.grouped().patchSize();
    int columns = groups.count() * out.columns();
    sum = groups.count() == 1 ? out : View.of(Scratch.SPREAD.zeros(rows * columns), rows, columns);
  }

  /** out += patchesᵀ·gradient. */
  void add(FMatrixRMaj gradient) {
    View dy = View.of(gradient.data, patches.positions(), sum.columns());
    if (isSmall()) {
      sumOverParts(dy);
    } else {
      sumTapByTap(dy);
    }
    gather();
  }

  /** The same for a sparse gradient. */
  void add(SparseGradient gradient) {
    if (isSmall()) {
      sumOverImages(gradient.grouped(groups.count()));
      gather();
    } else {
      add(gradient.dense());
    }
  }

  private boolean isSmall() {
    return sum.rows() * sum.columns() <= FEW_WEIGHTS;
  }

  private void gather() {
    if (groups.count() > 1) {
      groups.gather(sum, out);
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
    int step = Parallel.evenly(patches.positions(), parts, Im2colTiles.LENGTH);
    inParts(
        parts,
        (part, to) -> {
          int position = Math.min(part * step, patches.positions());
          int count = Math.min(step, patches.positions() - position);
          add(position, dy.rows(position, count), to);
        });
  }

  /** Each task takes some images, a few at a time. */
  private void sumOverImages(SparseGradient gradient) {
    int all = patches.images();
    int parts = parts(Math.clamp(all, 1, MOST_PARTS));
    int few = tiles.imagesAtOnce();
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

  /** Adds a part of the batch to a sum of its own. */
  private interface PartSum {
    void add(int part, View to);
  }

  /** Sums of parts are added in the order of the parts. */
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
    tiles.overTaps((tap, taps) -> add(position, dy, tap, taps, to));
  }

  private void add(int position, View dy, int tap, int taps, View to) {
    View weights = tiles.weights(to, tap, taps);
    Im2colTiles.over(
        dy.rows(),
        (i, rows) -> {
          View tile = patches.gather(position + i, rows, tap, taps);
          Product.block(
              tile.transpose(), PackedB.near(dy.rows(i, rows), tile.columns()), weights, weights);
        });
  }
}
