package gradus.tensor.engine;

/**
 * A window at each of its positions on a batch of images N×H×W×C: position (y, x) covers the rows
 * from y·rowStride − padding and the columns from x·columnStride − padding on. What lies in the
 * padding is not a pixel.
 *
 * @param images the number of images
 * @param imageHeight rows of an image
 * @param imageWidth columns of an image
 * @param channels of a pixel
 * @param height rows of the window
 * @param width columns of the window
 * @param rowStride rows from one position to the one below
 * @param columnStride columns from one position to the next
 * @param padding pixels around each image
 * @param outputHeight positions in a column
 * @param outputWidth positions in a row
 */
public record SlidingWindow(
    int images,
    int imageHeight,
    int imageWidth,
    int channels,
    int height,
    int width,
    int rowStride,
    int columnStride,
    int padding,
    int outputHeight,
    int outputWidth) {
  /** What is done with each pixel at each position of the window. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Receives one pixel.
     *
     * @param position the position's number, counted image by image, row by row
     * @param pixel the pixel's number in the batch
     * @param tap the pixel's number within the window
     */
    void visit(int position, int pixel, int tap);
  }

  /** Positions in all images. */
  public int positions() {
    return images * positionsPerImage();
  }

  /** Positions in one image. */
  public int positionsPerImage() {
    return outputHeight * outputWidth;
  }

  /** Pixels under the window. */
  public int taps() {
    return height * width;
  }

  /** Numbers under the window: pixels times channels. */
  public int patchSize() {
    return taps() * channels;
  }

  /** Whether the window sticks out of the images at no position. */
  public boolean isInside() {
    return padding == 0
        && (outputHeight - 1) * rowStride + height <= imageHeight
        && (outputWidth - 1) * columnStride + width <= imageWidth;
  }

  /** The first row of pixels that the positions of row {@code y} cover. */
  public int firstRow(int y) {
    return Math.max(0, y * rowStride - padding);
  }

  /** One past the last row of pixels that the positions of row {@code y} cover. */
  public int endRow(int y) {
    return Math.min(imageHeight, y * rowStride - padding + height);
  }

  /** The first column of pixels that the positions of column {@code x} cover. */
  public int firstColumn(int x) {
    return Math.max(0, x * columnStride - padding);
  }

  /** One past the last column of pixels that the positions of column {@code x} cover. */
  public int endColumn(int x) {
    return Math.min(imageWidth, x * columnStride - padding + width);
  }

  /** The number of pixels at a position. */
  public int pixels(int y, int x) {
    return (endRow(y) - firstRow(y)) * (endColumn(x) - firstColumn(x));
  }

  /** Visits all pixels of all positions, position by position. */
  public void forEach(Visitor visitor) {
    int position = 0;
    for (int image = 0; image < images; image++) {
      for (int y = 0; y < outputHeight; y++) {
        for (int x = 0; x < outputWidth; x++, position++) {
          for (int tap = 0; tap < taps(); tap++) {
            int row = y * rowStride - padding + tap / width;
            int column = x * columnStride - padding + tap % width;
            if (row >= 0 && row < imageHeight && column >= 0 && column < imageWidth) {
              visitor.visit(position, (image * imageHeight + row) * imageWidth + column, tap);
            }
          }
        }
      }
    }
  }

  /** The number of pixels at a position, counted image by image, row by row. */
  public int pixels(int position) {
    return pixels(position / outputWidth % outputHeight, position % outputWidth);
  }

  /**
   * Groups of {@code count} neighbouring positions, each taken as one position of a wider window;
   * the count divides the positions of a row.
   */
  public SlidingWindow grouped(int count) {
    return new SlidingWindow(
        images,
        imageHeight,
        imageWidth,
        channels,
        height,
        width + (count - 1) * columnStride,
        rowStride,
        count * columnStride,
        padding,
        outputHeight,
        outputWidth / count);
  }

  /** The same positions on images that include their padding. */
  public SlidingWindow framed() {
    return new SlidingWindow(
        images,
        imageHeight + 2 * padding,
        imageWidth + 2 * padding,
        channels,
        height,
        width,
        rowStride,
        columnStride,
        0,
        outputHeight,
        outputWidth);
  }

  /**
   * The window of the transposed convolution, which slides over the output of this one and has a
   * position for each pixel of the images; this one's stride is 1.
   */
  public SlidingWindow transposed(int filters) {
    return new SlidingWindow(
        images,
        outputHeight,
        outputWidth,
        filters,
        height,
        width,
        1,
        1,
        height - 1 - padding,
        imageHeight,
        imageWidth);
  }
}
