package gradus.tensor;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Average pooling and its way back, a row of the window at a time: what the window's rows add up to
 * is summed by long runs, and only that one row of sums column by column.
 */
final class Averaging {
  private final Coverage images;

  /** Over images of this shape. */
  Averaging(Shape images, Window window) {
    this.images = new Coverage(images, window);
  }

  /** Pools the images from number {@code first} up to before {@code end}. */
  void pool(float[] x, int first, int end, float[] out) {
    int length = images.width() * images.channels();
    int outputLength = images.outputWidth() * images.channels();
    float[] sums = Scratch.SUMS.atLeast(length);
    for (int row = first * images.outputHeight(); row < end * images.outputHeight(); row++) {
      int from = images.firstRow(row % images.outputHeight());
      int to = images.endRow(row % images.outputHeight());
      int start = row / images.outputHeight() * images.height();
      sum(x, (start + from) * length, to - from, sums);
      average(sums, to - from, out, row * outputLength);
    }
  }

  /** Adds so many rows of an image. */
  private void sum(float[] x, int from, int rows, float[] sums) {
    int length = images.width() * images.channels();
    System.arraycopy(x, from, sums, 0, length);
    for (int row = 1; row < rows; row++) {
      Passes.add(x, from + row * length, sums, 0, length);
    }
  }

  private void average(float[] sums, int rows, float[] out, int at) {
    int channels = images.channels();
    for (int x = 0; x < images.outputWidth(); x++, at += channels) {
      int from = images.firstColumn(x);
      int to = images.endColumn(x);
      float share = 1f / (rows * (to - from));
      for (int c = 0; c < channels; c += Tile.LANES) {
        VectorMask<Float> inside = Tile.SPECIES.indexInRange(c, channels);
        FloatVector sum = FloatVector.zero(Tile.SPECIES);
        for (int column = from; column < to; column++) {
          sum = sum.add(FloatVector.fromArray(Tile.SPECIES, sums, column * channels + c, inside));
        }
        sum.mul(share).intoArray(out, at + c, inside);
      }
    }
  }

  /** Spreads the gradients of the images from number {@code first} up to before {@code end}. */
  void spread(float[] gradient, int first, int end, float[] out) {
    int length = images.width() * images.channels();
    int outputLength = images.outputWidth() * images.channels();
    float[] shares = Scratch.SUMS.atLeast(length);
    for (int row = first * images.outputHeight(); row < end * images.outputHeight(); row++) {
      int from = images.firstRow(row % images.outputHeight());
      int to = images.endRow(row % images.outputHeight());
      Arrays.fill(shares, 0, length, 0);
      share(gradient, row * outputLength, to - from, shares);
      int start = row / images.outputHeight() * images.height();
      for (int y = from; y < to; y++) {
        Passes.add(shares, 0, out, (start + y) * length, length);
      }
    }
  }

  private void share(float[] gradient, int at, int rows, float[] shares) {
    int channels = images.channels();
    for (int x = 0; x < images.outputWidth(); x++, at += channels) {
      int from = images.firstColumn(x);
      int to = images.endColumn(x);
      float share = 1f / (rows * (to - from));
      for (int c = 0; c < channels; c += Tile.LANES) {
        VectorMask<Float> inside = Tile.SPECIES.indexInRange(c, channels);
        FloatVector own = FloatVector.fromArray(Tile.SPECIES, gradient, at + c, inside).mul(share);
        for (int column = from; column < to; column++) {
          int target = column * channels + c;
          FloatVector.fromArray(Tile.SPECIES, shares, target, inside)
              .add(own)
              .intoArray(shares, target, inside);
        }
      }
    }
  }
}
