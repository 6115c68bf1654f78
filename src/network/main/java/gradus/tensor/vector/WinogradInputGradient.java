package gradus.tensor.vector;

import gradus.tensor.engine.SlidingWindow;

/**
 * The gradient of a convolution's images by {@link Winograd} backwards: the transforms of the
 * output's gradient times those of the filters, transformed to tiles that are added where they
 * overlap. It multiplies as often as the convolution itself, whatever the padding.
 */
final class WinogradInputGradient {
  private final SlidingWindow window;
  private final WinogradTransforms transforms;
  private final FeatureMaps gradient;
  private final int filters;
  private final PackedB weight;

  /** With filters as the rows (tap, filter) of a matrix, the first tap first. */
  WinogradInputGradient(SlidingWindow window, FeatureMaps gradient, View weight, int filters) {
    this.window = window;
    this.gradient = gradient;
    this.filters = filters;
    transforms = Winograd.transforms(window);
    this.weight = Winograd.weights(transforms, weight);
  }

  /** Adds it to the images; by whole images, so that no two tasks meet at a pixel. */
  void addTo(float[] out) {
    int perImage = transforms.tilesPerImage(window);
    int atOnce = Winograd.tilesAtOnce(transforms, window.channels(), filters);
    int images = Math.ceilDiv(atOnce, perImage);
    Parallel.split(
        Math.ceilDiv(window.images(), images),
        task -> {
          int image = task * images;
          int end = Math.min(window.images(), image + images);
          View near = gradient.of(image, end - image);
          int tiles = (end - image) * perImage;
          int size = Parallel.evenly(tiles, Math.ceilDiv(tiles, atOnce), MicroKernel.ROWS);
          for (int tile = 0; tile < tiles; tile += size) {
            int first = image * perImage + tile;
            add(near, image, first, Math.min(size, tiles - tile), out);
          }
        });
  }

  private void add(View near, int image, int first, int count, float[] out) {
    int side = transforms.side();
    int channels = window.channels();
    WinogradTiles gradients = WinogradTiles.left(Scratch.WINOGRAD_INPUTS, side, count, filters);
    Winograd.outputGradients(transforms, window, near, image, first, count, 0, gradients);
    WinogradTiles tiles = WinogradTiles.dense(Scratch.WINOGRAD_OUTPUTS, side, count, channels);
    Winograd.multiply(transforms, gradients, weight, tiles, count);
    int height = window.imageHeight();
    int width = window.imageWidth();
    Winograd.Walk tile = new Winograd.Walk(transforms, window, first);
    for (int i = 0; i < count; i++, tile.next()) {
      int y = transforms.outputs() * tile.row - window.padding();
      int x = transforms.outputs() * tile.column - window.padding();
      transforms.inputGradients(
          tiles,
          i,
          out,
          ((tile.image * height + y) * width + x) * channels,
          width * channels,
          Math.max(0, -y),
          Math.min(side, height - y),
          Math.max(0, -x),
          Math.min(side, width - x));
    }
  }
}
