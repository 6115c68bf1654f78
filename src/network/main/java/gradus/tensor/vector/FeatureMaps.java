package gradus.tensor.vector;

/** A batch of images, or the gradient of a convolution's output, some images at a time. */
@FunctionalInterface
interface FeatureMaps {
  /** {@code count} images from this one on; a row for each position. */
  View of(int image, int count);

  /** Those that are there as a whole. */
  static FeatureMaps of(float[] all, int images, int channels) {
    int rows = all.length / Math.max(1, images * channels);
    View view = View.of(all, images * rows, channels);
    return (image, count) -> view.rows(image * rows, count * rows);
  }
}
