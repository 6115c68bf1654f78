package gradus.tensor.vector;

import gradus.tensor.engine.SlidingWindow;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Average pooling and its gradient, image by image: the rows under a window are summed in long
 * runs, and only these rows of sums column by column.
 *
 * <p>A processor that reads across the border of two numbers it has only just written waits for
 * both to arrive, so all rows of an image are summed before the first is read.
 */
final class Averaging {
  private static final VectorSpecies<Float> S = MicroKernel.SPECIES;
  private static final int L = MicroKernel.LANES;

  private final SlidingWindow window;
  private final int channels;

  /** From a row of the images to the next. */
  private final int rowStep;

  /** From a row of averages to the next. */
  private final int outputStep;

  Averaging(SlidingWindow window) {
    this.window = window;
    channels = window.channels();
    rowStep = window.imageWidth() * channels;
    outputStep = window.outputWidth() * channels;
  }

  /** Pools the images from number {@code first} up to before {@code end}. */
  void pool(float[] x, int first, int end, float[] out) {
    float[] sums = Scratch.SUMS.atLeast(window.outputHeight() * rowStep);
    for (int image = first; image < end; image++) {
      int start = image * window.imageHeight();
      for (int y = 0; y < window.outputHeight(); y++) {
        int row = start + window.firstRow(y);
        System.arraycopy(x, row * rowStep, sums, y * rowStep, rowStep);
        while (++row < start + window.endRow(y)) {
          ElementwiseKernels.add(x, row * rowStep, sums, y * rowStep, rowStep);
        }
      }
      for (int y = 0; y < window.outputHeight(); y++) {
        average(sums, y, out, (image * window.outputHeight() + y) * outputStep);
      }
    }
  }

  private void average(float[] sums, int y, float[] out, int at) {
    for (int x = 0; x < window.outputWidth(); x++, at += channels) {
      int from = window.firstColumn(x);
      int to = window.endColumn(x);
      for (int c = 0; c < channels; c += L) {
        VectorMask<Float> inside = S.indexInRange(c, channels);
        FloatVector sum = FloatVector.zero(S);
        for (int column = from; column < to; column++) {
          sum =
              sum.add(FloatVector.fromArray(S, sums, y * rowStep + column * channels + c, inside));
        }
        sum.mul(share(y, x)).intoArray(out, at + c, inside);
      }
    }
  }

  /** Spreads the gradients of the images from number {@code first} up to before {@code end}. */
  void spread(float[] gradient, int first, int end, float[] out) {
    float[] shares = Scratch.SUMS.atLeast(window.outputHeight() * rowStep + L);
    for (int image = first; image < end; image++) {
      int start = image * window.imageHeight();
      for (int y = 0; y < window.outputHeight(); y++) {
        share(gradient, (image * window.outputHeight() + y) * outputStep, y, shares);
      }
      for (int y = 0; y < window.outputHeight(); y++) {
        for (int row = window.firstRow(y); row < window.endRow(y); row++) {
          ElementwiseKernels.add(shares, y * rowStep, out, (start + row) * rowStep, rowStep);
        }
      }
    }
  }

  /** What each pixel of a row receives from the windows over it. */
  private void share(float[] gradient, int at, int y, float[] shares) {
    int start = y * rowStep;
    if (window.isInside() && window.columnStride() == window.width()) {
      shareApart(gradient, at, y, shares);
      return;
    }
    Arrays.fill(shares, start, start + rowStep, 0);
    for (int x = 0; x < window.outputWidth(); x++, at += channels) {
      float share = share(y, x);
      for (int column = window.firstColumn(x); column < window.endColumn(x); column++) {
        for (int c = 0; c < channels; c++) {
          shares[start + column * channels + c] += gradient[at + c] * share;
        }
      }
    }
  }

  /** Where windows do not overlap: whole vectors, of which the next overwrites the excess. */
  private void shareApart(float[] gradient, int at, int y, float[] shares) {
    float share = share(y, 0);
    int target = y * rowStep;
    for (int x = 0; x < window.outputWidth(); x++, at += channels) {
      for (int column = 0; column < window.width(); column++, target += channels) {
        for (int c = 0; c < channels; c += L) {
          FloatVector.fromArray(S, gradient, at + c, S.indexInRange(c, channels))
              .mul(share)
              .intoArray(shares, target + c);
        }
      }
    }
    Arrays.fill(shares, target, (y + 1) * rowStep, 0);
  }

  /** One by the number of pixels under a window. */
  private float share(int y, int x) {
    return 1f / window.pixels(y, x);
  }
}
