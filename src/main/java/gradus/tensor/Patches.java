package gradus.tensor;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * The matrix that im2col would make of a batch of images, of which only strips ever exist: a few
 * positions of the window, and of the pixels under it a few taps.
 *
 * <p>In images with channels last the taps of one row of the window lie side by side, so a strip is
 * made of long runs.
 */
final class Patches {
  private final float[] pixels;
  private final Window window;
  private final int height;
  private final int width;
  private final int channels;
  private final int outputHeight;
  private final int outputWidth;
  private final int positions;

  /** All patches of these images under the window. */
  Patches(Tensor images, Window window) {
    this.window = window;
    pixels = images.floats();
    height = images.shape().dimension(1);
    width = images.shape().dimension(2);
    channels = images.columns();
    outputHeight = window.outputHeight(height);
    outputWidth = window.outputWidth(width);
    positions = images.shape().dimension(0) * perImage();
  }

  /** Rows of the matrix: positions of the window in all images. */
  int positions() {
    return positions;
  }

  /** Positions of the window in one image. */
  int perImage() {
    return outputHeight * outputWidth;
  }

  /** Pixels under the window; each stands for as many columns of the matrix as it has channels. */
  int taps() {
    return window.area();
  }

  int channels() {
    return channels;
  }

  /** Copies a part of the matrix: some positions by some taps, row by row. */
  View gather(int position, int count, int tap, int taps) {
    int row = taps * channels;
    float[] strip = Scratch.STRIP.atLeast(count * row + Tile.LANES);
    for (int i = 0; i < count; i++) {
      visit(position + i, tap, taps, strip, i * row, false);
    }
    return View.of(strip, count, row);
  }

  /** Adds a part of a gradient of the matrix to the pixels from which that part was gathered. */
  void scatter(View strip, int position, int tap, int taps) {
    for (int i = 0; i < strip.rows(); i++) {
      visit(position + i, tap, taps, strip.data(), i * strip.rowStep(), true);
    }
  }

  /** Walks through the rows of the window at one position; each is a run of pixels. */
  private void visit(int position, int tap, int taps, float[] strip, int at, boolean back) {
    int image = position / perImage();
    int inImage = position % perImage();
    int top = inImage / outputWidth * window.stride() - window.padding();
    int left = inImage % outputWidth * window.stride() - window.padding();
    for (int next = tap; next < tap + taps; ) {
      int column = next % window.width();
      int count = Math.min(window.width() - column, tap + taps - next);
      int y = top + next / window.width();
      boolean inside = y >= 0 && y < height;
      int from = inside ? Math.clamp(left + column, 0, width) : 0;
      int to = inside ? Math.clamp(left + column + count, 0, width) : 0;
      int source = ((image * height + y) * width + from) * channels;
      int start = at + (from - left - column) * channels;
      int end = at + count * channels;
      int length = (to - from) * channels;
      if (back) {
        add(strip, start, pixels, source, length);
      } else if (length == count * channels) {
        copy(pixels, source, strip, at, length);
      } else {
        Arrays.fill(strip, at, end, 0);
        if (length > 0) {
          System.arraycopy(pixels, source, strip, start, length);
        }
      }
      at = end;
      next += count;
    }
  }

  /**
   * Whole vectors only, so up to one more than was asked for: what comes too much into the strip is
   * overwritten by the next run.
   */
  private static void copy(float[] from, int source, float[] to, int target, int length) {
    if (source + length + Tile.LANES > from.length || length > 16 * Tile.LANES) {
      System.arraycopy(from, source, to, target, length);
      return;
    }
    for (int i = 0; i < length; i += Tile.LANES) {
      FloatVector.fromArray(Tile.SPECIES, from, source + i).intoArray(to, target + i);
    }
  }

  private static void add(float[] from, int first, float[] to, int at, int length) {
    int i = 0;
    for (; i <= length - Tile.LANES; i += Tile.LANES) {
      FloatVector.fromArray(Tile.SPECIES, to, at + i)
          .add(FloatVector.fromArray(Tile.SPECIES, from, first + i))
          .intoArray(to, at + i);
    }
    for (; i < length; i++) {
      to[at + i] += from[first + i];
    }
  }
}
