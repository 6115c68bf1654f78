package gradus.tensor;

import java.util.Arrays;

/**
 * Neighbouring positions of a window that a convolution with few filters takes together, as one
 * position of a wider window with more filters.
 *
 * <p>Four filters fill an eighth of a {@link MicroKernel}. Seven positions side by side have 28
 * outputs, which also lie side by side in memory; the filters of each see their part of the wider
 * window and zeros elsewhere. Multiplying by those zeros costs less than leaving most of the tile
 * empty.
 *
 * @param count how many
 */
record PositionGroups(Window window, int count) {
  /** Beyond that, zeros cost more than empty columns. */
  private static final int MOST = 16;

  /** As many as make the least work for these images and so many filters. */
  static PositionGroups best(Tensor images, Window window, int filters) {
    int width = window.outputWidth(images.shape().dimension(2));
    PositionGroups best = new PositionGroups(window, 1);
    for (int count = 2; count <= Math.min(MOST, width); count++) {
      PositionGroups next = new PositionGroups(window, count);
      if (width % count == 0 && next.work(filters) < best.work(filters)) {
        best = next;
      }
    }
    return best;
  }

  /** Multiplications for each position and channel, those with zeros counted. */
  private double work(int filters) {
    double columns = Product.evenly(count * filters, 1, MicroKernel.COLUMNS);
    return window.height() * width() * columns / count;
  }

  /** Columns of the wider window. */
  private int width() {
    return window.width() + (count - 1) * window.stride();
  }

  /** The filters of all neighbours: each sees its own part of the wider window. */
  View spread(View weight) {
    if (count == 1) {
      return weight;
    }
    int rows = weight.rows() / window.width() * width();
    int columns = count * weight.columns();
    View spread = View.of(Scratch.SPREAD.zeros(rows * columns), rows, columns);
    forEachRow(
        weight,
        spread,
        (row, at) -> System.arraycopy(weight.data(), row, spread.data(), at, weight.columns()));
    return spread;
  }

  /** Adds the gradients of all neighbours' filters. */
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

  /** A bias for each neighbour. */
  float[] repeat(float[] bias) {
    float[] all = Arrays.copyOf(bias, count * bias.length);
    for (int i = 1; i < count; i++) {
      System.arraycopy(bias, 0, all, i * bias.length, bias.length);
    }
    return all;
  }

  private interface Row {
    void visit(int row, int spreadRow);
  }

  /** Visits each row of the weights, once for each neighbour, and where it stands among all. */
  private void forEachRow(View weight, View spread, Row visitor) {
    int filters = weight.columns();
    int channels = weight.rows() / window.area();
    for (int tap = 0; tap < window.area(); tap++) {
      int y = tap / window.width();
      for (int neighbor = 0; neighbor < count; neighbor++) {
        int x = tap % window.width() + neighbor * window.stride();
        for (int c = 0; c < channels; c++) {
          int row = (tap * channels + c) * filters;
          int wide = ((y * width() + x) * channels + c) * spread.columns() + neighbor * filters;
          visitor.visit(weight.from() + row, spread.from() + wide);
        }
      }
    }
  }
}
