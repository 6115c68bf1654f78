package gradus.tensor.vector;

import gradus.tensor.engine.SlidingWindow;

/**
 * The gradient of a convolution's weights by {@link Winograd}: for each place in a tile the product
 * tilesᵀ·gradients, summed up over all tiles and transformed once.
 */
final class WinogradWeightGradient {
  /** Numbers of all sums together, at most: 16 MB. */
  private static final int MOST_SUMS = 1 << 22;

  /** Parts of the batch, at most, each with a sum of its own. */
  private static final int MOST_PARTS = 8;

  /** Filters of a task: so many that the tiles' transforms, which each task makes, are worth it. */
  private static final int FILTERS = 128;

  private final SlidingWindow window;
  private final View images;
  private final FeatureMaps gradient;
  private final int filters;

  /** Of the weights with which these images were convolved. */
  WinogradWeightGradient(SlidingWindow window, float[] images, FeatureMaps gradient, int filters) {
    this.window = window;
    this.images = View.of(images, images.length / window.channels(), window.channels());
    this.gradient = gradient;
    this.filters = filters;
  }

  /** out = the gradient, in rows (tap, channel). */
  void into(float[] out) {
    int channels = window.channels();
    int size = Winograd.PLACES * channels * filters;
    int tiles = window.images() * tilesPerImage();
    int atOnce = Winograd.tilesAtOnce(channels, Math.min(filters, FILTERS));
    int parts = Math.clamp(Math.min(MOST_SUMS / size, tiles / atOnce), 1, MOST_PARTS);
    int perPart = Parallel.evenly(tiles, parts, atOnce);
    int blocks = Math.ceilDiv(filters, FILTERS);
    int width = Parallel.evenly(filters, blocks, MicroKernel.LANES);
    float[] sums = Scratch.PARTS.zeros(parts * size);
    Parallel.split(
        parts * blocks,
        task -> {
          int part = task / blocks;
          int filter = task % blocks * width;
          int count = Math.min(width, filters - filter);
          int end = Math.min(tiles, (part + 1) * perPart);
          // Gradients are made for as many images at a time as a step of tiles can touch, and
          // for the next ones when a step goes beyond them.
          int together = 1 + Math.ceilDiv(atOnce, tilesPerImage());
          int image = -together;
          View near = images;
          for (int tile = part * perPart; tile < end; tile += atOnce) {
            int some = Math.min(atOnce, end - tile);
            if ((tile + some - 1) / tilesPerImage() >= image + together) {
              image = tile / tilesPerImage();
              near = gradient.of(image, Math.min(together, window.images() - image));
            }
            add(near, image, tile, some, filter, count, sums, part * size);
          }
        });
    Parallel.split(
        channels,
        c -> {
          for (int place = 0; place < Winograd.PLACES; place++) {
            int at = (place * channels + c) * filters;
            for (int part = 1; part < parts; part++) {
              ElementwiseKernels.add(sums, part * size + at, sums, at, filters);
            }
          }
          int step = channels * filters;
          WinogradTransforms.weightGradients(sums, c * filters, step, filters, out, c * filters);
        });
  }

  private int tilesPerImage() {
    return Math.ceilDiv(window.outputHeight(), 2) * Math.ceilDiv(window.outputWidth(), 2);
  }

  /** Adds the products of some tiles with the gradients of some filters. */
  private void add(
      View near, int image, int first, int tiles, int filter, int count, float[] sums, int at) {
    int channels = window.channels();
    float[] inputs = Winograd.inputs(window, images, 0, first, tiles);
    float[] gradients = gradients(near, image, first, tiles, filter, count);
    for (int place = 0; place < Winograd.PLACES; place++) {
      View from = new View(gradients, place * tiles * count, tiles, count, count, 1);
      View to =
          new View(sums, at + place * channels * filters + filter, channels, count, filters, 1);
      View transposed = Winograd.place(inputs, place, tiles, channels).transpose();
      Product.block(transposed, PackedB.near(from, transposed.rows()), to, to);
    }
  }

  /**
   * The transforms of the gradients of some tiles.
   *
   * @param near the gradients of the images from {@code image} on
   */
  private float[] gradients(View near, int image, int first, int count, int filter, int columns) {
    int columnStep = filters;
    int plane = count * columns;
    float[] gradients = Scratch.WINOGRAD_OUTPUTS.atLeast(Winograd.PLACES * plane);
    int width = window.outputWidth();
    int height = window.outputHeight();
    Winograd.Tiles tiles = new Winograd.Tiles(window, first);
    for (int i = 0; i < count; i++, tiles.next()) {
      int y = 2 * tiles.row;
      int x = 2 * tiles.column;
      WinogradTransforms.gradients(
          near.data(),
          near.from() + (((tiles.image - image) * height + y) * width + x) * filters + filter,
          width * columnStep,
          columnStep,
          x + 1 < width,
          y + 1 < height,
          columns,
          gradients,
          i * columns,
          plane);
    }
    return gradients;
  }
}
