package gradus.tensor.vector;

import gradus.tensor.engine.SlidingWindow;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * The matrix that im2col would make of a batch of images, of which only tiles ever exist: a few
 * positions of the window, and of the pixels under it a few taps.
 *
 * <p>In images with channels last the taps of one row of the window lie side by side, so a tile is
 * made of long runs.
 */
final class Patches {
  private final SlidingWindow window;
  private final float[] pixels;
  private final int height;
  private final int width;
  private final int channels;
  private final int columnStep;
  private final int outputWidth;
  private final boolean inside;

  /** All patches of these images under the window. */
  Patches(SlidingWindow window, float[] images) {
    this.window = window;
    pixels = images;
    height = window.imageHeight();
    width = window.imageWidth();
    channels = window.channels();
    columnStep = window.columnStride();
    outputWidth = window.outputWidth();
    inside = window.isInside();
  }

  /**
   * The same patches of images with few channels, copied to where the padding stands around them:
   * asking of each short run whether it sticks out would take longer than copying it.
   */
  Patches framed() {
    int padding = window.padding();
    if (padding == 0 || channels >= MicroKernel.LANES) {
      return this;
    }
    SlidingWindow around = window.framed();
    int row = width * channels;
    int framedRow = around.imageWidth() * channels;
    float[] framed = Scratch.FRAMED.zeros(images() * around.imageHeight() * framedRow);
    for (int i = 0; i < images() * height; i++) {
      int at = (i / height * around.imageHeight() + padding + i % height) * framedRow;
      System.arraycopy(pixels, i * row, framed, at + padding * channels, row);
    }
    return new Patches(around, framed);
  }

  /** Rows of the matrix: positions of the window in all images. */
  int positions() {
    return window.positions();
  }

  int images() {
    return window.images();
  }

  /** Positions of the window in one image. */
  int perImage() {
    return window.positionsPerImage();
  }

  /** Pixels under the window; each stands for as many columns of the matrix as it has channels. */
  int taps() {
    return window.taps();
  }

  int channels() {
    return channels;
  }

  /** Copies a part of the matrix: some positions by some taps, row by row. */
  View gather(int position, int count, int tap, int taps) {
    int columns = taps * channels;
    int step = columns <= PackedA.MOST ? PackedA.STEP : columns + MicroKernel.LANES;
    float[] tile = Scratch.TILE.atLeast(Math.max(PackedA.room(count), count * step));
    View copy = new View(tile, 0, count, columns, step, 1);
    visit(position, tap, taps, copy, false);
    return copy;
  }

  /** Adds a part of a gradient of the matrix to the pixels from which that part was gathered. */
  void scatter(View tile, int position, int tap, int taps) {
    visit(position, tap, taps, tile, true);
  }

  /** Walks from row to row of positions; divisions are slow, so it counts along. */
  private void visit(int position, int tap, int taps, View tile, boolean back) {
    int outputHeight = window.outputHeight();
    int x = position % outputWidth;
    int y = position / outputWidth % outputHeight;
    int image = position / perImage() * height;
    for (int i = 0; i < tile.rows(); ) {
      int count = Math.min(outputWidth - x, tile.rows() - i);
      int top = y * window.rowStride() - window.padding();
      visitRow(image, top, x, tap, taps, tile.rows(i, count), back);
      i += count;
      x = 0;
      if (++y == outputHeight) {
        y = 0;
        image += height;
      }
    }
  }

  /** Walks from row to row of the window, at some positions side by side. */
  private void visitRow(int image, int top, int x, int tap, int taps, View tile, boolean back) {
    int windowWidth = window.width();
    int row = top + tap / windowWidth;
    int first = tap % windowWidth;
    for (int done = 0; done < taps; row++) {
      int count = Math.min(windowWidth - first, taps - done);
      int column = x * columnStep - window.padding() + first;
      visitRuns(image, row, column, tile.columns(done * channels, count * channels), back);
      done += count;
      first = 0;
    }
  }

  /**
   * One row of the window at some positions: at each a run of pixels, from this column on at the
   * first. Those that stick out of the image are few.
   */
  private void visitRuns(int image, int row, int column, View tile, boolean back) {
    if (inside) {
      visitInside(image, row, column, tile, back);
      return;
    }
    int count = tile.rows();
    int length = tile.columns() / channels;
    boolean onImage = row >= 0 && row < height;
    int from = onImage ? Math.clamp(Math.ceilDiv(-column, columnStep), 0, count) : count;
    int room = Math.floorDiv(width - length - column, columnStep) + 1;
    int to = Math.clamp(room, from, count);
    visitEdges(image, row, column, tile, 0, from, back);
    visitInside(image, row, column + from * columnStep, tile.rows(from, to - from), back);
    visitEdges(image, row, column, tile, to, count, back);
  }

  private void visitInside(int image, int row, int column, View tile, boolean back) {
    int at = ((image + row) * width + column) * channels;
    if (back) {
      add(tile, at);
    } else {
      copy(at, tile);
    }
  }

  /** Runs that stick out of the image: zeros where there is no pixel. */
  private void visitEdges(
      int image, int row, int column, View tile, int first, int end, boolean back) {
    boolean onImage = row >= 0 && row < height;
    for (int i = first; i < end; i++) {
      int left = column + i * columnStep;
      int right = left + tile.columns() / channels;
      int from = onImage ? Math.clamp(left, 0, width) : left;
      int to = onImage ? Math.clamp(right, from, Math.max(from, width)) : left;
      View run = tile.rows(i, 1);
      int source = ((image + row) * width + from) * channels;
      if (back) {
        add(run.columns((from - left) * channels, (to - from) * channels), source);
      } else {
        Arrays.fill(run.data(), run.from(), run.from() + run.columns(), 0);
        int start = run.from() + (from - left) * channels;
        if (to > from) {
          System.arraycopy(pixels, source, run.data(), start, (to - from) * channels);
        }
      }
    }
  }

  /**
   * Copies runs in whole vectors, so up to one more than was asked for: the excess is overwritten
   * by the next row of the window.
   */
  private void copy(int source, View runs) {
    int length = runs.columns();
    int step = columnStep * channels;
    int end = source + (runs.rows() - 1) * step + length + MicroKernel.LANES;
    if (end > pixels.length || length > 16 * MicroKernel.LANES) {
      for (int i = 0; i < runs.rows(); i++) {
        int target = runs.from() + i * runs.rowStep();
        System.arraycopy(pixels, source + i * step, runs.data(), target, length);
      }
      return;
    }
    for (int j = 0; j < length; j += MicroKernel.LANES) {
      copy(pixels, source + j, step, runs.data(), runs.from() + j, runs.rowStep(), runs.rows());
    }
  }

  /** A vector of each run. */
  private static void copy(
      float[] from, int source, int sourceStep, float[] to, int target, int targetStep, int count) {
    for (int i = 0; i < count; i++, source += sourceStep, target += targetStep) {
      FloatVector.fromArray(MicroKernel.SPECIES, from, source).intoArray(to, target);
    }
  }

  private void add(View runs, int target) {
    for (int i = 0; i < runs.rows(); i++, target += columnStep * channels) {
      ElementwiseKernels.add(
          runs.data(), runs.from() + i * runs.rowStep(), pixels, target, runs.columns());
    }
  }
}
