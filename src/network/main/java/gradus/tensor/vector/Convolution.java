package gradus.tensor.vector;

import gradus.tensor.engine.SlidingWindow;

/**
 * The convolution as a matrix product whose left operand, the patches, is gathered tile by tile
 * into the second-level cache and never exists as a whole.
 */
final class Convolution {
  private final Patches patches;
  private final Im2colTiles tiles;
  private final PackedB weight;
  private final float[] bias;
  private final int columns;

  /** Of these images with filters and a bias. */
  Convolution(SlidingWindow window, float[] images, View weight, float[] bias) {
    PositionGroups groups = PositionGroups.best(window, weight.columns());
    patches = new Patches(groups.grouped(), images).framed();
    tiles = new Im2colTiles(patches);
    View spread = groups.spread(weight);
    columns = spread.columns();
    this.weight = PackedB.all(spread);
    this.bias = groups.repeat(bias);
  }

  /** out = patches·weight + bias. */
  void forward(float[] out) {
    View y = View.of(out, patches.positions(), columns);
    tiles.overAll((position, count) -> convolve(position, y.rows(position, count)));
  }

  /** Convolves some images at a time, and pools and may rectify the output while it is near. */
  void forward(SlidingWindow pooling, boolean rectified, float[] values, int[] indices) {
    Pooling pool = new Pooling(pooling);
    int perImage = patches.perImage();
    int size = values.length / Math.max(1, patches.images());
    tiles.overImages(
        (image, images) -> {
          int count = images * perImage;
          float[] near = Scratch.IMAGES.atLeast(count * columns);
          View y = View.of(near, count, columns);
          Im2colTiles.over(count, (i, rows) -> convolve(image * perImage + i, y.rows(i, rows)));
          pool.pool(near, image, image, images, values, indices);
          if (rectified) {
            ElementwiseKernels.leakyRelu(values, 0, values, image * size, (image + images) * size);
          }
        });
  }

  private void convolve(int position, View y) {
    View first = View.repeated(bias, y.rows(), y.columns());
    tiles.overTaps(
        (tap, taps) -> {
          View tile = patches.gather(position, y.rows(), tap, taps);
          PackedB b = weight.from(tap * patches.channels(), 0);
          Product.block(tile, b, tap == 0 ? first : y, y);
        });
  }
}
