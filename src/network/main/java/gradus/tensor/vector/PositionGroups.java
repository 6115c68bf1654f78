package gradus.tensor.vector;

import gradus.tensor.engine.SlidingWindow;

/**
 * Neighbouring positions of a window that a convolution with few filters takes together, as one
 * position of a wider window with more filters.
 *
 * <p>Four filters fill an eighth of a {@link MicroKernel}. Seven positions side by side have 28
 * outputs, which also lie side by side in memory; the filters of each see their part of the wider
 * window and zeros elsewhere. Multiplying by those zeros costs less than leaving most of the tile
 * empty.
 *
 * @param window of one position
 * @param grouped the wider window
 * @param count of positions in a group
 */
record PositionGroups(SlidingWindow window, SlidingWindow grouped, int count) {
  /** The largest group: beyond, zeros cost more than empty columns. */
  private static final int MOST = 16;

  /** Columns of a {@link MicroKernel} with the widest vectors, of 512 bits. */
  private static final int WIDEST = 32;

  private PositionGroups(SlidingWindow window, int count) {
    this(window, window.grouped(count), count);
  }

  /** The groups that make the least work with this number of filters on this processor. */
  static PositionGroups best(SlidingWindow window, int filters) {
    return best(window, filters, MicroKernel.COLUMNS);
  }

  /**
   * The same groups on every processor. A gradient is summed up over all groups for each position
   * in a group, then over these positions: with groups of another size it would round differently.
   */
  static PositionGroups forSums(SlidingWindow window, int filters) {
    return best(window, filters, WIDEST);
  }

  private static PositionGroups best(SlidingWindow window, int filters, int tile) {
    PositionGroups best = new PositionGroups(window, 1);
    for (int count = 2; count <= Math.min(MOST, window.outputWidth()); count++) {
      PositionGroups next = new PositionGroups(window, count);
      if (window.outputWidth() % count == 0
          && next.work(filters, tile) < best.work(filters, tile)) {
        best = next;
      }
    }
    return best;
  }

  /** Multiplications for each position and channel, those with zeros counted. */
  private double work(int filters, int tile) {
    double columns = Parallel.evenly(count * filters, 1, tile);
    return grouped.taps() * columns / count;
  }

  /** The filters of all positions of a group: each sees its own part of the wider window. */
  View spread(View weight) {
    if (count == 1) {
      return weight;
    }
    int columns = count * weight.columns();
    int rows = grouped.patchSize();
    View spread = View.of(Scratch.SPREAD.zeros(rows * columns), rows, columns);
    forEachRow(
        weight,
        spread,
        (row, at) -> System.arraycopy(weight.data(), row, spread.data(), at, weight.columns()));
    return spread;
  }

  /** Adds the gradients of all filters of a group. */
  void gather(View spread, View weight) {
    forEachRow(
        weight,
        spread,
        (row, at) -> {
          for (int j = 0; j < weight.columns(); j++) {
            weight.data()[row + j] += spread.data()[at + j];
          }
        });
  }

  /** A bias for each position of a group. */
  float[] repeat(float[] bias, int filters) {
    float[] all = new float[count * filters];
    for (int i = 0; i < count; i++) {
      System.arraycopy(bias, 0, all, i * filters, filters);
    }
    return all;
  }

  private interface Row {
    void visit(int row, int spreadRow);
  }

  /** Visits each row of the weights, once for each position, and where it stands among all. */
  private void forEachRow(View weight, View spread, Row visitor) {
    int filters = weight.columns();
    int channels = window.channels();
    for (int tap = 0; tap < window.taps(); tap++) {
      int y = tap / window.width();
      for (int position = 0; position < count; position++) {
        int x = tap % window.width() + position * window.columnStride();
        for (int c = 0; c < channels; c++) {
          int row = (tap * channels + c) * filters;
          int wide =
              ((y * grouped.width() + x) * channels + c) * spread.columns() + position * filters;
          visitor.visit(weight.from() + row, spread.from() + wide);
        }
      }
    }
  }
}
