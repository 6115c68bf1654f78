package gradus.tensor.vector;

import gradus.tensor.engine.SlidingWindow;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Max pooling, a vector of channels at a time: the largest value and where it stands. */
record Pooling(SlidingWindow window) {
  private static final VectorSpecies<Float> S = MicroKernel.SPECIES;
  private static final VectorSpecies<Integer> I = VectorSpecies.of(int.class, S.vectorShape());

  /**
   * Pools some images.
   *
   * @param near the images from number {@code before} on
   * @param indices where each largest value stands among all images
   */
  void pool(float[] near, int before, int first, int count, float[] out, int[] indices) {
    int channels = window.channels();
    int imageSize = window.imageHeight() * window.imageWidth() * channels;
    int target = first * window.positionsPerImage() * channels;
    for (int image = first - before; image < first - before + count; image++) {
      for (int y = 0; y < window.outputHeight(); y++) {
        for (int x = 0; x < window.outputWidth(); x++, target += channels) {
          pick(near, image * imageSize, before * imageSize, y, x, out, indices, target);
        }
      }
    }
  }

  /** One position of the window, all channels. */
  private void pick(
      float[] from, int start, int shift, int y, int x, float[] out, int[] indices, int target) {
    int width = window.imageWidth();
    int channels = window.channels();
    int firstRow = window.firstRow(y);
    int endRow = window.endRow(y);
    int firstColumn = window.firstColumn(x);
    int endColumn = window.endColumn(x);
    int corner = start + (firstRow * width + firstColumn) * channels;
    for (int c = 0; c < channels; c += MicroKernel.LANES) {
      VectorMask<Float> inside = S.indexInRange(c, channels);
      FloatVector best = FloatVector.fromArray(S, from, corner + c, inside);
      IntVector place = IntVector.broadcast(I, corner);
      for (int row = firstRow; row < endRow; row++) {
        for (int column = firstColumn; column < endColumn; column++) {
          int source = start + (row * width + column) * channels;
          FloatVector next = FloatVector.fromArray(S, from, source + c, inside);
          VectorMask<Float> larger =
              next.compare(VectorOperators.GT, best).or(next.test(VectorOperators.IS_NAN));
          best = best.blend(next, larger);
          place = place.blend(source, larger.cast(I));
        }
      }
      best.intoArray(out, target + c, inside);
      place.addIndex(1).add(shift + c).intoArray(indices, target + c, inside.cast(I));
    }
  }
}
