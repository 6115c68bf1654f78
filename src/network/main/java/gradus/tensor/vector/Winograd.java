package gradus.tensor.vector;

import gradus.tensor.engine.SlidingWindow;

/**
 * Winograd's F(2×2, 3×3): convolutions by windows of 3×3 that move pixel by pixel, with 16
 * multiplications where the definition has 36.
 *
 * <p>Images are cut into tiles of 4×4 pixels that overlap by two; each gives 2×2 outputs. Tiles,
 * filters and outputs have a transform each ({@link WinogradTransforms}), between which the
 * convolution is 16 independent products of matrices, one for each place in a tile: tiles×channels
 * by channels×filters.
 *
 * <p>Source: A. Lavin, S. Gray, <i>Fast Algorithms for Convolutional Neural Networks</i>, 2016.
 */
final class Winograd implements Convolution {
  /** Places in a tile. */
  static final int PLACES = 16;

  /** Fewer channels or filters fill no vectors. */
  private static final int FEWEST = 24;

  /** Channels times filters: with fewer, the transforms cost more than is saved. */
  private static final int ENOUGH = 32 * 32;

  /** Multiplications for an output and channel: 4 in full tiles; 9 without Winograd. */
  private static final double WORTH_TILING = 6;

  /** Numbers of all places of some tiles, before and after the product: a megabyte. */
  private static final int NEAR = 1 << 18;

  /** From this many tasks on, each takes whole images; with fewer, some threads would wait. */
  private static final int MANY_TASKS = 16;

  private final SlidingWindow window;
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
    filters = weight.columns();
    down = Math.ceilDiv(window.outputHeight(), 2);
    across = Math.ceilDiv(window.outputWidth(), 2);
    int channels = window.channels();
    float[] transformed = Scratch.WINOGRAD_WEIGHTS.atLeast(PLACES * channels * filters);
    Parallel.split(
        channels,
        c ->
            WinogradTransforms.weights(
                weight.data(),
                weight.from() + c * filters,
                channels * filters,
                filters,
                transformed,
                c * filters));
    this.weight = PackedB.all(View.of(transformed, PLACES * channels, filters));
  }

  /** Whether it is possible, and less work. */
  static boolean fits(SlidingWindow window, int filters) {
    double tiles = Math.ceilDiv(window.outputHeight(), 2) * Math.ceilDiv(window.outputWidth(), 2);
    return window.height() == 3
        && window.width() == 3
        && window.rowStride() == 1
        && window.columnStride() == 1
        && window.images() > 0
        && Math.min(window.channels(), filters) >= FEWEST
        && window.channels() * filters >= ENOUGH
        && Math.max(window.channels(), filters) <= PackedA.MOST
        && tiles * PLACES <= WORTH_TILING * window.positionsPerImage();
  }

  /** How many tiles are transformed at a time. */
  static int tilesAtOnce(int channels, int filters) {
    int tiles = NEAR / PLACES / (channels + filters);
    return Math.clamp(tiles / MicroKernel.ROWS, 4, 16) * MicroKernel.ROWS;
  }

  @Override
  public void convolve(float[] out) {
    int all = window.images() * down * across;
    boolean isLarge = window.images() >= MANY_TASKS * imagesAtOnce();
    int size = isLarge ? imagesAtOnce() * down * across : tilesAtOnce(window.channels(), filters);
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
    int most = tilesAtOnce(window.channels(), filters);
    int size = Parallel.evenly(count, Math.ceilDiv(count, most), MicroKernel.ROWS);
    for (int tile = first; tile < end; tile += size) {
      convolve(near, image, tile, Math.min(size, end - tile), firstOut, out);
    }
  }

  @Override
  public int imagesAtOnce() {
    return Math.ceilDiv(tilesAtOnce(window.channels(), filters), down * across);
  }

  private void convolve(
      View near, int firstImage, int first, int count, int firstOut, float[] out) {
    int channels = window.channels();
    float[] inputs = inputs(window, near, firstImage, first, count);
    float[] outputs = Scratch.WINOGRAD_OUTPUTS.atLeast(PLACES * count * filters);
    View nothing = View.repeated(Scratch.NOTHING.atLeast(filters), count, filters);
    for (int place = 0; place < PLACES; place++) {
      int plane = count * filters;
      View products = new View(outputs, place * plane, count, filters, filters, 1);
      Product.block(
          place(inputs, place, count, channels),
          weight.from(place * channels, 0),
          nothing,
          products);
    }
    Tiles tiles = new Tiles(window, first);
    for (int i = 0; i < count; i++, tiles.next()) {
      int x = 2 * tiles.column;
      int y = 2 * tiles.row;
      int position =
          ((tiles.image - firstOut) * window.outputHeight() + y) * window.outputWidth() + x;
      WinogradTransforms.outputs(
          outputs,
          i * filters,
          count * filters,
          bias,
          filters,
          out,
          position * filters,
          window.outputWidth() * filters,
          x + 1 < window.outputWidth(),
          y + 1 < window.outputHeight());
    }
  }

  /**
   * The transforms of some tiles, place by place, each laid out as a {@link PackedA}.
   *
   * @param images those from {@code firstImage} on
   */
  static float[] inputs(SlidingWindow window, View images, int firstImage, int first, int count) {
    int channels = window.channels();
    int plane = PackedA.room(count);
    float[] inputs = Scratch.WINOGRAD_INPUTS.atLeast(PLACES * plane);
    int height = window.imageHeight();
    int width = window.imageWidth();
    Tiles tiles = new Tiles(window, first);
    for (int i = 0; i < count; i++, tiles.next()) {
      int y = 2 * tiles.row - window.padding();
      int x = 2 * tiles.column - window.padding();
      int from = images.from() + (((tiles.image - firstImage) * height + y) * width + x) * channels;
      int rowStep = width * channels;
      float[] source = images.data();
      if (y < 0 || x < 0 || y + 4 > height || x + 4 > width) {
        source = framed(images.data(), from, rowStep, channels, y, x, height, width);
        from = 0;
        rowStep = 4 * channels;
      }
      WinogradTransforms.inputs(source, from, rowStep, channels, inputs, i * PackedA.STEP, plane);
    }
    return inputs;
  }

  /** The matrix tiles×channels of one place. */
  static View place(float[] inputs, int place, int count, int channels) {
    return new View(inputs, place * PackedA.room(count), count, channels, PackedA.STEP, 1);
  }

  /** A tile that sticks out of its image, with zeros where there is no pixel. */
  private static float[] framed(
      float[] images, int from, int rowStep, int channels, int y, int x, int height, int width) {
    float[] tile = Scratch.TILE.zeros(PLACES * channels);
    int left = Math.max(0, -x);
    int length = (Math.min(4, width - x) - left) * channels;
    for (int i = Math.max(0, -y); i < Math.min(4, height - y) && length > 0; i++) {
      System.arraycopy(
          images, from + i * rowStep + left * channels, tile, (4 * i + left) * channels, length);
    }
    return tile;
  }

  /** Walks from tile to tile; divisions are slow, so it counts along. */
  static final class Tiles {
    private final int down;
    private final int across;
    int image;
    int row;
    int column;

    Tiles(SlidingWindow window, int first) {
      down = Math.ceilDiv(window.outputHeight(), 2);
      across = Math.ceilDiv(window.outputWidth(), 2);
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
