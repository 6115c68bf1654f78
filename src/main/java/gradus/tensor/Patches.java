package gradus.tensor;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

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
  private final int windowWidth;
  private final int columnStep;
  private final int outputHeight;
  private final int outputWidth;
  private final int images;
  private final int group;

  /**
   * All patches of these images under the window, or under so many neighbouring positions of it at
   * a time; their number divides the positions in a row.
   */
  Patches(Tensor images, Window window, int group) {
    Shape shape = images.shape();
    int outputHeight = window.outputHeight(shape.dimension(1));
    int outputWidth = window.outputWidth(shape.dimension(2)) / group;
    this(shape, images.floats(), window, group, outputHeight, outputWidth);
  }

  private Patches(
      Shape images, float[] pixels, Window window, int group, int outputHeight, int outputWidth) {
    this.pixels = pixels;
    this.window = window;
    this.group = group;
    this.outputHeight = outputHeight;
    this.outputWidth = outputWidth;
    this.images = images.dimension(0);
    height = images.dimension(1);
    width = images.dimension(2);
    channels = images.columns();
    windowWidth = window.width() + (group - 1) * window.stride();
    columnStep = group * window.stride();
  }

  /**
   * The same patches of images with few channels, copied to where the padding stands around them:
   * asking of each short run whether it sticks out would take longer than copying it.
   */
  Patches framed() {
    int padding = window.padding();
    if (padding == 0 || channels >= Tile.LANES) {
      return this;
    }
    Shape shape = Shape.of(images, height + 2 * padding, width + 2 * padding, channels);
    int row = width * channels;
    int framedRow = shape.dimension(2) * channels;
    float[] framed = Scratch.FRAMED.zeros(shape.size());
    for (int i = 0; i < images * height; i++) {
      int at = (i / height * shape.dimension(1) + padding + i % height) * framedRow;
      System.arraycopy(pixels, i * row, framed, at + padding * channels, row);
    }
    Window inside = window.withPadding(0);
    return new Patches(shape, framed, inside, group, outputHeight, outputWidth);
  }

  /** Rows of the matrix: positions of the window in all images. */
  int positions() {
    return images * perImage();
  }

  int images() {
    return images;
  }

  /** Positions of the window in one image. */
  int perImage() {
    return outputHeight * outputWidth;
  }

  /** Pixels under the window; each stands for as many columns of the matrix as it has channels. */
  int taps() {
    return window.height() * windowWidth;
  }

  int channels() {
    return channels;
  }

  /** Copies a part of the matrix: some positions by some taps, row by row. */
  View gather(int position, int count, int tap, int taps) {
    int columns = taps * channels;
    int step = columns <= Block.DEPTH ? Block.ROW_STEP : columns;
    float[] strip = Scratch.STRIP.atLeast(Math.max(Block.room(count), count * step + Tile.LANES));
    View copy = new View(strip, 0, count, columns, step, 1);
    visit(position, tap, taps, copy, false);
    return copy;
  }

  /** Adds a part of a gradient of the matrix to the pixels from which that part was gathered. */
  void scatter(View strip, int position, int tap, int taps) {
    visit(position, tap, taps, strip, true);
  }

  /** Walks from position to position; divisions are slow, so it counts along. */
  private void visit(int position, int tap, int taps, View strip, boolean back) {
    int x = position % outputWidth;
    int y = position / outputWidth % outputHeight;
    int firstRow = position / perImage() * height;
    for (int i = 0; i < strip.rows(); i++) {
      int top = y * window.stride() - window.padding();
      int left = x * columnStep - window.padding();
      visit(firstRow, top, left, tap, taps, strip.data(), i * strip.rowStep(), back);
      if (++x == outputWidth) {
        x = 0;
        if (++y == outputHeight) {
          y = 0;
          firstRow += height;
        }
      }
    }
  }

  /** Walks from row to row of the window at one position; each is a run of pixels. */
  private void visit(
      int image, int top, int left, int tap, int taps, float[] strip, int at, boolean back) {
    int row = top + tap / windowWidth;
    int column = left + tap % windowWidth;
    int right = left + windowWidth;
    for (int rest = taps; rest > 0; row++) {
      int end = Math.min(right, column + rest);
      int length = (end - column) * channels;
      int source = ((image + row) * width + column) * channels;
      if (row < 0 || row >= height || column < 0 || end > width) {
        visitEdge(image, row, column, end, strip, at, back);
      } else if (back) {
        add(strip, at, pixels, source, length);
      } else {
        copy(pixels, source, strip, at, length);
      }
      at += length;
      rest -= end - column;
      column = left;
    }
  }

  /** A run that sticks out of the image: where nothing is, zeros are. */
  private void visitEdge(
      int image, int row, int column, int end, float[] strip, int at, boolean back) {
    boolean inside = row >= 0 && row < height;
    int from = inside ? Math.clamp(column, 0, width) : column;
    int to = inside ? Math.clamp(end, from, Math.max(from, width)) : column;
    int source = ((image + row) * width + from) * channels;
    int start = at + (from - column) * channels;
    int length = (to - from) * channels;
    if (back) {
      add(strip, start, pixels, source, length);
      return;
    }
    Arrays.fill(strip, at, at + (end - column) * channels, 0);
    if (length > 0) {
      System.arraycopy(pixels, source, strip, start, length);
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
    for (int i = 0; i < length; i += Tile.LANES) {
      VectorMask<Float> inside = Tile.SPECIES.indexInRange(i, length);
      FloatVector.fromArray(Tile.SPECIES, to, at + i, inside)
          .add(FloatVector.fromArray(Tile.SPECIES, from, first + i, inside))
          .intoArray(to, at + i, inside);
    }
  }
}
