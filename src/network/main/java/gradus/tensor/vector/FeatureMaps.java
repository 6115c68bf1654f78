package gradus.tensor.vector;

/** A batch of images, or the gradient of a convolution's output, some images at a time. */
@FunctionalInterface
interface FeatureMaps {
  /** {@code count} images from this one on; a row for each position. */
  View of(int image, int count);

  /**
   * Images that all stand in one array, which may be longer than they are.
   *
   * @param rows of one image
   */
  static FeatureMaps of(float[] all, int images, int rows, int channels) {
    View view = View.of(all, images * rows, channels);
    return (image, count) -> view.rows(image * rows, count * rows);
  }
}
