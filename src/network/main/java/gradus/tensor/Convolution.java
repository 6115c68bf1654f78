package gradus.tensor;

/**
 * The convolution as a matrix product whose left operand, the patches, is gathered strip by strip
 * into the second-level cache and never exists as a whole.
 */
final class Convolution {
  private final Patches patches;
  private final Im2colTiles strips;
  private final PackedB weight;
  private final float[] bias;
  private final int columns;

  /** Of these images with filters and a bias. */
  Convolution(Tensor images, Window window, View weight, float[] bias) {
    PositionGroups neighbors = PositionGroups.best(images, window, weight.columns());
    patches = new Patches(images, neighbors.window(), neighbors.count()).framed();
    strips = new Im2colTiles(patches);
    View spread = neighbors.spread(weight);
    columns = spread.columns();
    this.weight = PackedB.all(spread);
    this.bias = neighbors.repeat(bias);
  }

  /** out = patches·weight + bias. */
  void forward(float[] out) {
    View y = View.of(out, patches.positions(), columns);
    strips.overAll((position, count) -> convolve(position, y.rows(position, count)));
  }

  /** Convolves some images at a time, and pools and rectifies what came out while it is near. */
  void forward(Window pooling, Selection out) {
    Pooling pool = new Pooling(out.source(), pooling);
    int perImage = patches.perImage();
    float[] values = out.values().floats();
    int size = values.length / Math.max(1, patches.images());
    strips.overImages(
        (image, images) -> {
          int count = images * perImage;
          float[] near = Scratch.IMAGES.atLeast(count * columns);
          View y = View.of(near, count, columns);
          Im2colTiles.over(count, (i, rows) -> convolve(image * perImage + i, y.rows(i, rows)));
          pool.pool(near, image, image, images, values, out.indices());
          ElementwiseKernels.leakyRelu(values, 0, values, image * size, (image + images) * size);
        });
  }

  private void convolve(int position, View y) {
    View first = View.repeated(bias, y.rows(), y.columns());
    strips.overTaps(
        (tap, taps) -> {
          View strip = patches.gather(position, y.rows(), tap, taps);
          PackedB panels = weight.from(tap * patches.channels(), 0);
          Product.block(strip, panels, tap == 0 ? first : y, y);
        });
  }
}
