package gradus.tensor.vector;

import gradus.tensor.engine.SlidingWindow;
import jdk.incubator.vector.FloatVector;

/**
 * The transforms of {@link Winograd}, for a vector of channels or filters at a time; with fewer
 * than a whole vector left, the last one overlaps the one before it.
 *
 * <p>A tile d becomes BᵀdB, a filter g becomes GgGᵀ; the product of both, place by place, is m, and
 * AᵀmA are its outputs. Gradients go the same way backwards: that of the outputs, e, becomes AeAᵀ.
 * The sums of its products with the tiles, s, become the gradient of the weights, GᵀsG, and those
 * of its products with the filters, v, that of the tile, BvBᵀ.
 *
 * <p>Implementations call {@code FloatVector.fromArray} and {@code broadcast} themselves. With a
 * method of one line around them, some processes passed their vectors through memory, and a
 * transform took four to five times as long.
 */
interface WinogradTransforms {
  /** Tiles one below the other. */
  default int down(SlidingWindow window) {
    return Math.ceilDiv(window.outputHeight(), outputs());
  }

  /** Tiles side by side. */
  default int across(SlidingWindow window) {
    return Math.ceilDiv(window.outputWidth(), outputs());
  }

  default int tilesPerImage(SlidingWindow window) {
    return down(window) * across(window);
  }

  /** Those of an image for each pair of a channel and a filter. */
  default int multiplications(SlidingWindow window) {
    return tilesPerImage(window) * places();
  }

  /** Outputs of a tile along a side. */
  int outputs();

  /** Pixels of a tile along a side. */
  int side();

  /** Places in a tile. */
  default int places() {
    return side() * side();
  }

  /** BᵀdB, where d are the pixels from {@code from} on. */
  void inputs(float[] d, int from, int rowStep, WinogradTiles tiles, int tile);

  /**
   * AᵀmA + bias.
   *
   * @param columns how many of the tile's columns are inside of the output, the first ones
   * @param rows how many of its rows
   */
  void outputs(
      WinogradTiles tiles,
      int tile,
      float[] bias,
      float[] out,
      int to,
      int rowStep,
      int columns,
      int rows);

  /** AeAᵀ, where what is outside of the output is 0. */
  void outputGradients(
      float[] e,
      int from,
      int rowStep,
      int columnStep,
      int columns,
      int rows,
      WinogradTiles tiles,
      int tile);

  /**
   * BvBᵀ, added to those pixels that are inside of the image.
   *
   * @param to where the first pixel of the tile would stand
   * @param firstRow the first of the tile's rows that are inside
   * @param endRow the end of these rows
   * @param firstColumn the first of the tile's columns that are inside
   * @param endColumn the end of these columns
   */
  void inputGradients(
      WinogradTiles tiles,
      int tile,
      float[] out,
      int to,
      int rowStep,
      int firstRow,
      int endRow,
      int firstColumn,
      int endColumn);

  /** GgGᵀ for the filters of one channel; from one tap or place to the next is a step. */
  void weights(float[] g, int from, int step, int filters, float[] out, int to, int toStep);

  /** GᵀsG for the filters of one channel; from one place or tap to the next is a step. */
  void weightGradients(float[] s, int from, int step, int filters, float[] out, int to, int toStep);

  /**
   * Adds a vector of channels of a tile to those pixels that are inside of the image.
   *
   * @param skip how many of the channels have been added with the vector before
   */
  static void add(
      float[] tile,
      int from,
      int side,
      int skip,
      float[] out,
      int to,
      int rowStep,
      int columnStep,
      int firstRow,
      int endRow,
      int firstColumn,
      int endColumn) {
    for (int y = firstRow; y < endRow; y++) {
      for (int x = firstColumn; x < endColumn; x++) {
        int at = to + y * rowStep + x * columnStep;
        int sum = from + (y * side + x) * MicroKernel.LANES;
        if (skip == 0) {
          FloatVector.fromArray(MicroKernel.SPECIES, tile, sum)
              .add(FloatVector.fromArray(MicroKernel.SPECIES, out, at))
              .intoArray(out, at);
        } else {
          for (int i = skip; i < MicroKernel.LANES; i++) {
            out[at + i] += tile[sum + i];
          }
        }
      }
    }
  }
}
