package gradus.tensor;

import java.util.Arrays;

/**
 * Average pooling and its way back, a row of the window at a time: what the window's rows add up to
 * is summed by long runs, and only that one row of sums column by column.
 */
final class Averaging {
  private final Window window;
  private final int height;
  private final int width;
  private final int channels;
  private final int outputHeight;
  private final int outputWidth;

  /** Over images of this shape. */
  Averaging(Shape images, Window window) {
    this.window = window;
    height = images.dimension(1);
    width = images.dimension(2);
    channels = images.columns();
    outputHeight = window.outputHeight(height);
    outputWidth = window.outputWidth(width);
  }

  /** Pools the images from number {@code first} up to before {@code end}. */
  void pool(float[] x, int first, int end, float[] out) {
    float[] sums = Scratch.SUMS.atLeast(width * channels);
    for (int row = first * outputHeight; row < end * outputHeight; row++) {
      int top = top(row % outputHeight);
      int from = Math.max(0, top);
      int to = Math.min(height, top + window.height());
      int start = row / outputHeight * height;
      sum(x, (start + from) * width * channels, to - from, sums);
      average(sums, to - from, out, row * outputWidth * channels);
    }
  }

  /** Adds so many rows of an image. */
  private void sum(float[] x, int from, int rows, float[] sums) {
    int length = width * channels;
    System.arraycopy(x, from, sums, 0, length);
    for (int row = 1; row < rows; row++) {
      add(x, from + row * length, sums, 0, length);
    }
  }

  private void average(float[] sums, int rows, float[] out, int at) {
    for (int x = 0; x < outputWidth; x++, at += channels) {
      int from = Math.max(0, left(x));
      int to = Math.min(width, left(x) + window.width());
      float share = 1f / (rows * (to - from));
      for (int c = 0; c < channels; c++) {
        float sum = 0;
        for (int column = from; column < to; column++) {
          sum += sums[column * channels + c];
        }
        out[at + c] = sum * share;
      }
    }
  }

  /** Spreads the gradients of the images from number {@code first} up to before {@code end}. */
  void spread(float[] gradient, int first, int end, float[] out) {
    int length = width * channels;
    float[] shares = Scratch.SUMS.atLeast(length);
    for (int row = first * outputHeight; row < end * outputHeight; row++) {
      int top = top(row % outputHeight);
      int from = Math.max(0, top);
      int to = Math.min(height, top + window.height());
      share(gradient, row * outputWidth * channels, to - from, shares);
      int start = row / outputHeight * height;
      for (int y = from; y < to; y++) {
        add(shares, 0, out, (start + y) * length, length);
      }
    }
  }

  private void share(float[] gradient, int at, int rows, float[] shares) {
    Arrays.fill(shares, 0, width * channels, 0);
    for (int x = 0; x < outputWidth; x++, at += channels) {
      int from = Math.max(0, left(x));
      int to = Math.min(width, left(x) + window.width());
      float share = 1f / (rows * (to - from));
      for (int column = from; column < to; column++) {
        for (int c = 0; c < channels; c++) {
          shares[column * channels + c] += gradient[at + c] * share;
        }
      }
    }
  }

  private int top(int y) {
    return y * window.stride() - window.padding();
  }

  private int left(int x) {
    return x * window.stride() - window.padding();
  }

  private static void add(float[] from, int source, float[] to, int target, int length) {
    for (int i = 0; i < length; i++) {
      to[target + i] += from[source + i];
    }
  }
}
