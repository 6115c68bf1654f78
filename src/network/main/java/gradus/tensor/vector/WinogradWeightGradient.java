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
  private final WinogradTransforms transforms;
  private final View images;
  private final FeatureMaps gradient;
  private final int filters;

  /** Of the weights with which these images were convolved. */
  WinogradWeightGradient(SlidingWindow window, float[] images, FeatureMaps gradient, int filters) {
    this.window = window;
    transforms = Winograd.transforms(window);
    this.images = View.of(images, images.length / window.channels(), window.channels());
    this.gradient = gradient;
    this.filters = filters;
  }

  /** out = the gradient, in rows (tap, channel). */
  void into(float[] out) {
    int channels = window.channels();
    int plane = Winograd.rows(channels) * filters;
    int size = transforms.places() * plane;
    int tilesPerImage = transforms.tilesPerImage(window);
    int tiles = window.images() * tilesPerImage;
    int atOnce = Winograd.tilesAtOnce(transforms, channels, Math.min(filters, FILTERS));
    int most = MOST_SUMS / (transforms.places() * channels * filters);
    int parts = Math.clamp(Math.min(most, tiles / atOnce), 1, MOST_PARTS);
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
          int together = 1 + Math.ceilDiv(atOnce, tilesPerImage);
          int image = -together;
          View near = images;
          for (int tile = part * perPart; tile < end; tile += atOnce) {
            int some = Math.min(atOnce, end - tile);
            if ((tile + some - 1) / tilesPerImage >= image + together) {
              image = tile / tilesPerImage;
              near = gradient.of(image, Math.min(together, window.images() - image));
            }
            add(near, image, tile, some, filter, count, sums, part * size);
          }
        });
    Parallel.split(
        channels,
        c -> {
          for (int place = 0; place < transforms.places(); place++) {
            int at = place * plane + c * filters;
            for (int part = 1; part < parts; part++) {
              ElementwiseKernels.add(sums, part * size + at, sums, at, filters);
            }
          }
          int step = channels * filters;
          transforms.weightGradients(sums, c * filters, plane, filters, out, c * filters, step);
        });
  }

  /** Adds the products of some tiles with the gradients of some filters. */
  private void add(
      View near, int image, int first, int tiles, int filter, int count, float[] sums, int at) {
    int channels = window.channels();
    int side = transforms.side();
    WinogradTiles inputs = Winograd.inputs(transforms, window, images, 0, first, tiles);
    WinogradTiles gradients = WinogradTiles.dense(Scratch.WINOGRAD_OUTPUTS, side, tiles, count);
    Winograd.outputGradients(transforms, window, near, image, first, tiles, filter, gradients);
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        View left = inputs.place(row, column, tiles).transpose();
        PackedB right = PackedB.near(gradients.place(row, column, tiles), channels);
        int from = at + (row * side + column) * Winograd.rows(channels) * filters + filter;
        View to = new View(sums, from, channels, count, filters, 1);
        Product.block(left, right, to, to);
      }
    }
  }
}
