package gradus.tensor.vector;

import gradus.tensor.engine.SlidingWindow;

/**
 * Winograd's F(2×2, 3×3), F(4×4, 3×3) and F(2×2, 5×5): convolutions by windows that move pixel by
 * pixel, with 16 multiplications where the definition has 36, with 36 where it has 144, and with 36
 * where it has 100.
 *
 * <p>Images are cut into tiles of 4×4 or 6×6 pixels that overlap; each gives 2×2 or 4×4 outputs.
 * Tiles, filters and outputs have a transform each ({@link WinogradTransforms}), between which the
 * convolution is 16 or 36 independent products of matrices, one for each place in a tile:
 * tiles×channels by channels×filters.
 *
 * <p>Source: A. Lavin, S. Gray, <i>Fast Algorithms for Convolutional Neural Networks</i>, 2016.
 */
final class Winograd implements Convolution {
  /** Fewer channels or filters fill no vectors. */
  private static final int FEWEST = 24;

  /** Channels times filters: with fewer, the transforms cost more than is saved. */
  private static final int ENOUGH = 32 * 32;

  /** F(4×4, 3×3) is for images of at least as many of its tiles: others have few to multiply. */
  private static final int ENOUGH_TILES = 4;

  /** Numbers of all places of some tiles, before and after the product: a megabyte. */
  private static final int NEAR = 1 << 18;

  /** From this many tasks on, each takes whole images; with fewer, some threads would wait. */
  private static final int MANY_TASKS = 16;

  private final SlidingWindow window;
  private final WinogradTransforms transforms;
  private final FeatureMaps images;
  private final float[] bias;
  private final int filters;
  private final int down;
  private final int across;
  private final PackedB weight;

  /** Of these images, with filters as the rows (tap, channel) of a matrix. */
  Winograd(SlidingWindow window, FeatureMaps images, View weight, float[] bias) {
    this.window = window;
    this.images = images;
    this.bias = bias;
    transforms = transforms(window);
    filters = weight.columns();
    down = transforms.down(window);
    across = transforms.across(window);
    this.weight = weights(transforms, weight);
  }

  /** The transforms of filters, a matrix for each place. */
  static PackedB weights(WinogradTransforms transforms, View weight) {
    int taps = transforms.side() - transforms.outputs() + 1;
    int channels = weight.rows() / (taps * taps);
    int filters = weight.columns();
    int step = rows(channels) * filters;
    float[] transformed = Scratch.WINOGRAD_WEIGHTS.atLeast(transforms.places() * step);
    Parallel.split(
        channels,
        c ->
            transforms.weights(
                weight.data(),
                weight.from() + c * filters,
                channels * filters,
                filters,
                transformed,
                c * filters,
                step));
    return PackedB.all(View.of(transformed, transforms.places() * rows(channels), filters));
  }

  /**
   * Rows of the matrix channels×filters of one place. One is not used: at distances that are powers
   * of two the numbers of a filter would evict each other from the caches.
   */
  static int rows(int channels) {
    return channels + 1;
  }

  /** Whether it is possible, and at most two thirds of the multiplications. */
  static boolean fits(SlidingWindow window, int filters) {
    return window.height() == window.width()
        && (window.height() == 3 || window.height() == 5)
        && window.rowStride() == 1
        && window.columnStride() == 1
        && window.images() > 0
        && Math.min(window.channels(), filters) >= FEWEST
        && window.channels() * filters >= ENOUGH
        && Math.max(window.channels(), filters) <= PackedA.MOST
        && 3 * transforms(window).multiplications(window)
            <= 2 * window.taps() * window.positionsPerImage();
  }

  /** Those of a window of 3×3 or 5×5: where there are two, the one that multiplies clearly less. */
  static WinogradTransforms transforms(SlidingWindow window) {
    if (window.height() == 5) {
      return WinogradF25.INSTANCE;
    }
    WinogradTransforms four = WinogradF43.INSTANCE;
    WinogradTransforms two = WinogradF23.INSTANCE;
    boolean isLess = 4 * four.multiplications(window) <= 3 * two.multiplications(window);
    return isLess && four.tilesPerImage(window) >= ENOUGH_TILES ? four : two;
  }

  /** How many tiles are transformed at a time. */
  static int tilesAtOnce(WinogradTransforms transforms, int channels, int filters) {
    int tiles = NEAR / transforms.places() / (channels + filters);
    return Math.clamp(tiles / MicroKernel.ROWS, 4, 16) * MicroKernel.ROWS;
  }

  private int tilesAtOnce() {
    return tilesAtOnce(transforms, window.channels(), filters);
  }

  @Override
  public void convolve(float[] out) {
    int all = window.images() * down * across;
    boolean isLarge = window.images() >= MANY_TASKS * imagesAtOnce();
    int size = isLarge ? imagesAtOnce() * down * across : tilesAtOnce();
    Parallel.split(
        Math.ceilDiv(all, size),
        task -> convolveTiles(task * size, Math.min(all, (task + 1) * size), 0, out));
  }

  @Override
  public void convolve(int image, int count, float[] out) {
    convolveTiles(image * down * across, (image + count) * down * across, image, out);
  }

  /**
   * Convolves the tiles from {@code first} to before {@code end}; their images are asked for once.
   *
   * @param firstOut the image with which {@code out} begins
   */
  private void convolveTiles(int first, int end, int firstOut, float[] out) {
    int image = first / (down * across);
    View near = images.of(image, Math.ceilDiv(end, down * across) - image);
    int count = end - first;
    int size = Parallel.evenly(count, Math.ceilDiv(count, tilesAtOnce()), MicroKernel.ROWS);
    for (int tile = first; tile < end; tile += size) {
      convolve(near, image, tile, Math.min(size, end - tile), firstOut, out);
    }
  }

  @Override
  public int imagesAtOnce() {
    return Math.ceilDiv(tilesAtOnce(), down * across);
  }

  private void convolve(
      View near, int firstImage, int first, int count, int firstOut, float[] out) {
    WinogradTiles inputs = inputs(transforms, window, near, firstImage, first, count);
    WinogradTiles outputs =
        WinogradTiles.dense(Scratch.WINOGRAD_OUTPUTS, transforms.side(), count, filters);
    multiply(transforms, inputs, weight, outputs, count);
    Walk tile = new Walk(transforms, window, first);
    for (int i = 0; i < count; i++, tile.next()) {
      int x = transforms.outputs() * tile.column;
      int y = transforms.outputs() * tile.row;
      int position =
          ((tile.image - firstOut) * window.outputHeight() + y) * window.outputWidth() + x;
      transforms.outputs(
          outputs,
          i,
          bias,
          out,
          position * filters,
          window.outputWidth() * filters,
          Math.min(transforms.outputs(), window.outputWidth() - x),
          Math.min(transforms.outputs(), window.outputHeight() - y));
    }
  }

  /** out = tiles·weight, place by place. */
  static void multiply(
      WinogradTransforms transforms,
      WinogradTiles tiles,
      PackedB weight,
      WinogradTiles out,
      int count) {
    int side = transforms.side();
    View nothing = View.repeated(Scratch.NOTHING.atLeast(out.channels()), count, out.channels());
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        Product.block(
            tiles.place(row, column, count),
            weight.from((row * side + column) * rows(tiles.channels()), 0),
            nothing,
            out.place(row, column, count));
      }
    }
  }

  /**
   * The transforms of some tiles.
   *
   * @param images those from {@code firstImage} on
   */
  static WinogradTiles inputs(
      WinogradTransforms transforms,
      SlidingWindow window,
      View images,
      int firstImage,
      int first,
      int count) {
    int channels = window.channels();
    int side = transforms.side();
    WinogradTiles inputs = WinogradTiles.left(Scratch.WINOGRAD_INPUTS, side, count, channels);
    int height = window.imageHeight();
    int width = window.imageWidth();
    Walk tile = new Walk(transforms, window, first);
    for (int i = 0; i < count; i++, tile.next()) {
      int y = transforms.outputs() * tile.row - window.padding();
      int x = transforms.outputs() * tile.column - window.padding();
      int from = images.from() + (((tile.image - firstImage) * height + y) * width + x) * channels;
      int rowStep = width * channels;
      float[] source = images.data();
      if (y < 0 || x < 0 || y + side > height || x + side > width) {
        source = framed(side, images.data(), from, rowStep, channels, y, x, height, width);
        from = 0;
        rowStep = side * channels;
      }
      transforms.inputs(source, from, rowStep, inputs, i);
    }
    return inputs;
  }

  /** A tile that sticks out of its image, with zeros where there is no pixel. */
  private static float[] framed(
      int side,
      float[] images,
      int from,
      int rowStep,
      int channels,
      int y,
      int x,
      int height,
      int width) {
    float[] tile = Scratch.TILE.zeros(side * side * channels);
    int left = Math.max(0, -x);
    int length = (Math.min(side, width - x) - left) * channels;
    for (int i = Math.max(0, -y); i < Math.min(side, height - y) && length > 0; i++) {
      System.arraycopy(
          images, from + i * rowStep + left * channels, tile, (side * i + left) * channels, length);
    }
    return tile;
  }

  /**
   * The transforms of the gradients of some tiles' outputs.
   *
   * @param near the gradients of the images from {@code image} on, a row for each position
   * @param filter the first of those filters that the tiles hold
   * @param tiles where they are put
   */
  static void outputGradients(
      WinogradTransforms transforms,
      SlidingWindow window,
      View near,
      int image,
      int first,
      int count,
      int filter,
      WinogradTiles tiles) {
    int filters = near.columns();
    int width = window.outputWidth();
    int height = window.outputHeight();
    Walk tile = new Walk(transforms, window, first);
    for (int i = 0; i < count; i++, tile.next()) {
      int y = transforms.outputs() * tile.row;
      int x = transforms.outputs() * tile.column;
      int position = ((tile.image - image) * height + y) * width + x;
      transforms.outputGradients(
          near.data(),
          near.from() + position * filters + filter,
          width * filters,
          filters,
          Math.min(transforms.outputs(), width - x),
          Math.min(transforms.outputs(), height - y),
          tiles,
          i);
    }
  }

  /** Walks from tile to tile; divisions are slow, so it counts along. */
  static final class Walk {
    private final int down;
    private final int across;
    int image;
    int row;
    int column;

    Walk(WinogradTransforms transforms, SlidingWindow window, int first) {
      down = transforms.down(window);
      across = transforms.across(window);
      image = first / (down * across);
      row = first / across % down;
      column = first % across;
    }

    void next() {
      if (++column == across) {
        column = 0;
        if (++row == down) {
          row = 0;
          image++;
        }
      }
    }
  }
}
