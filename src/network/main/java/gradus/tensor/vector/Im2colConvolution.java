package gradus.tensor.vector;

import gradus.tensor.engine.SlidingWindow;

/**
 * The convolution as a matrix product whose left operand, the patches, is gathered tile by tile
 * into the second-level cache and never exists as a whole.
 */
final class Im2colConvolution implements Convolution {
  private final Patches patches;
  private final Im2colTiles tiles;
  private final PackedB weight;
  private final float[] bias;
  private final int columns;

  /** Of these images with filters and a bias. */
  Im2colConvolution(SlidingWindow window, float[] images, View weight, float[] bias) {
    PositionGroups groups = PositionGroups.best(window, weight.columns());
    patches = new Patches(groups.grouped(), images).framed();
    tiles = new Im2colTiles(patches);
    View spread = groups.spread(weight);
    columns = spread.columns();
    this.weight = PackedB.all(spread);
    this.bias = groups.repeat(bias, weight.columns());
  }

  /** out = patches·weight + bias. */
  @Override
  public void convolve(float[] out) {
    View y = View.of(out, patches.positions(), columns);
    tiles.overAll((position, count) -> convolve(position, y.rows(position, count)));
  }

  @Override
  public void convolve(int image, int count, float[] out) {
    int perImage = patches.perImage();
    View y = View.of(out, count * perImage, columns);
    Im2colTiles.over(y.rows(), (i, rows) -> convolve(image * perImage + i, y.rows(i, rows)));
  }

  @Override
  public int imagesAtOnce() {
    return tiles.imagesAtOnce();
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
