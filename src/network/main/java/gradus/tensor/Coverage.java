package gradus.tensor;

/**
 * The rows and columns that a window covers at each of its positions on images of one shape; what
 * lies in the padding is left out.
 */
record Coverage(
    Window window, int height, int width, int channels, int outputHeight, int outputWidth) {
  Coverage(Shape images, Window window) {
    int height = images.dimension(1);
    int width = images.dimension(2);
    int outputHeight = window.outputHeight(height);
    int outputWidth = window.outputWidth(width);
    this(window, height, width, images.columns(), outputHeight, outputWidth);
  }

  /** Whether no position's window sticks out of the images. */
  boolean whole() {
    return window.padding() == 0
        && start(outputHeight - 1) + window.height() <= height
        && start(outputWidth - 1) + window.width() <= width;
  }

  int firstRow(int y) {
    return Math.max(0, start(y));
  }

  int endRow(int y) {
    return Math.min(height, start(y) + window.height());
  }

  int firstColumn(int x) {
    return Math.max(0, start(x));
  }

  int endColumn(int x) {
    return Math.min(width, start(x) + window.width());
  }

  private int start(int position) {
    return position * window.stride() - window.padding();
  }
}
