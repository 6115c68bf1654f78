package gradus.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Max pooling, a vector of channels at a time: the largest value and where it stands. */
final class Pooling {
  private static final VectorSpecies<Float> S = Tile.SPECIES;
  private static final VectorSpecies<Integer> I = VectorSpecies.of(int.class, S.vectorShape());

  private final Window window;
  private final int height;
  private final int width;
  private final int channels;
  private final int outputHeight;
  private final int outputWidth;

  /** Over images of this shape. */
  Pooling(Shape images, Window window) {
    this.window = window;
    height = images.dimension(1);
    width = images.dimension(2);
    channels = images.columns();
    outputHeight = window.outputHeight(height);
    outputWidth = window.outputWidth(width);
  }

  /**
   * Pools some images.
   *
   * @param near the images from number {@code before} on
   * @param indices where each largest value stands among all images
   */
  void pool(float[] near, int before, int first, int count, float[] out, int[] indices) {
    int imageSize = height * width * channels;
    int target = first * outputHeight * outputWidth * channels;
    for (int image = first - before; image < first - before + count; image++) {
      for (int y = 0; y < outputHeight; y++) {
        for (int x = 0; x < outputWidth; x++, target += channels) {
          pick(near, image * imageSize, before * imageSize, y, x, out, indices, target);
        }
      }
    }
  }

  /** One position of the window, all channels. */
  private void pick(
      float[] from, int start, int shift, int y, int x, float[] out, int[] indices, int target) {
    int top = y * window.stride() - window.padding();
    int left = x * window.stride() - window.padding();
    int firstRow = Math.max(0, top);
    int lastRow = Math.min(height, top + window.height());
    int firstColumn = Math.max(0, left);
    int lastColumn = Math.min(width, left + window.width());
    int corner = start + (firstRow * width + firstColumn) * channels;
    for (int c = 0; c < channels; c += Tile.LANES) {
      VectorMask<Float> inside = S.indexInRange(c, channels);
      FloatVector best = FloatVector.fromArray(S, from, corner + c, inside);
      IntVector place = IntVector.broadcast(I, corner);
      for (int row = firstRow; row < lastRow; row++) {
        for (int column = firstColumn; column < lastColumn; column++) {
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
