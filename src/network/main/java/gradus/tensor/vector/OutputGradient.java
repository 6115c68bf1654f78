package gradus.tensor.vector;

/** The gradient of a convolution's output, some images at a time. */
@FunctionalInterface
interface OutputGradient {
  /** That of {@code count} images from this one on; a row for each position of the window. */
  View of(int image, int count);
}
