package gradus.tensor;

/** Where a window stands on a batch of images, and which pixels it sees there. */
record Positions(Shape images, Window window) {
  /** What is done with each pixel under each position of the window. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Receives one pixel.
     *
     * @param position the position's number, counted image by image, row by row
     * @param pixel the pixel's number in the batch
     * @param tap the pixel's number within the window
     */
    void visit(int position, int pixel, int tap);
  }

  /** Visits position by position all pixels under the window; those in the padding are left out. */
  void forEach(Visitor visitor) {
    int height = images.dimension(1);
    int width = images.dimension(2);
    int outputHeight = window.outputHeight(height);
    int outputWidth = window.outputWidth(width);
    int position = 0;
    for (int image = 0; image < images.dimension(0); image++) {
      for (int y = 0; y < outputHeight; y++) {
        for (int x = 0; x < outputWidth; x++, position++) {
          for (int tap = 0; tap < window.area(); tap++) {
            int row = y * window.stride() - window.padding() + tap / window.width();
            int column = x * window.stride() - window.padding() + tap % window.width();
            if (row >= 0 && row < height && column >= 0 && column < width) {
              visitor.visit(position, (image * height + row) * width + column, tap);
            }
          }
        }
      }
    }
  }

  /** For each position the number of pixels that it sees. */
  int[] counts() {
    int[] counts = new int[window.output(images, 1).size()];
    forEach((position, pixel, tap) -> counts[position]++);
    return counts;
  }

  /**
   * For each dimension of a permuted shape the distance between neighbours in the storage it is
   * read from.
   */
  static int[] steps(Shape shape, int[] axes) {
    int[] strides = new int[axes.length];
    for (int axis = axes.length - 1, stride = 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape.dimension(axis);
    }
    int[] steps = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      steps[i] = strides[axes[i]];
    }
    return steps;
  }
}
