package gradus.tensor;

/** The gradient of what a convolution made, some images at a time. */
@FunctionalInterface
interface OutputGradient {
  /** So many images from this one on; a row for each position of the window. */
  View of(int image, int images);

  /** A gradient that lies in memory as a whole. */
  static OutputGradient whole(View gradient, Patches patches) {
    int rows = patches.perImage();
    return (image, images) -> gradient.rows(image * rows, images * rows);
  }

  /** A gradient that is zero but where values were picked, set out in an array of the thread. */
  static OutputGradient picked(Selection picked, Tensor gradients, Patches patches) {
    int all = Math.max(1, patches.images());
    int size = picked.source().size() / all;
    int pickedSize = gradients.size() / all;
    int rows = patches.perImage();
    return (image, images) -> {
      float[] near = Scratch.IMAGES.zeros(images * size);
      int from = image * pickedSize;
      int to = from + images * pickedSize;
      ElementwiseKernels.scatter(
          gradients.floats(), picked.indices(), near, image * size, from, to);
      return View.of(near, images * rows, rows == 0 ? 0 : size / rows);
    };
  }
}
