package gradus.tensor.vector;

import org.ejml.data.FMatrixRMaj;

/**
 * The gradient of a convolution's output that a max pooling lets through: zero but at the indices
 * of the picked values.
 *
 * @param rows of the gradient for each image: positions of the window
 */
@SuppressWarnings("ArrayRecordComponent") // a view of arrays, not a value
record SparseGradient(float[] values, int[] indices, int images, int rows, int filters)
    implements FeatureMaps {
  /** Those of some images, in an array of this thread. */
  @Override
  public View of(int image, int count) {
    int size = rows * filters;
    int picked = indices.length / Math.max(1, images);
    float[] near = Scratch.IMAGES.zeros(count * size);
    int from = image * picked;
    ElementwiseKernels.scatter(values, indices, near, image * size, from, from + count * picked);
    return View.of(near, count * rows, filters);
  }

  /** The same with some neighbouring positions side by side as one row. */
  SparseGradient grouped(int positions) {
    return new SparseGradient(values, indices, images, rows / positions, filters * positions);
  }

  /** All of it, zeros included. */
  FMatrixRMaj dense() {
    var all = new FMatrixRMaj(images * rows, filters);
    ElementwiseKernels.scatter(values, indices, images, all.data);
    return all;
  }
}
