package gradus.tensor;

/**
 * Values picked out of a tensor and where each came from: what a max pooling keeps for its
 * gradient.
 *
 * @param values the picked values
 * @param source the shape they were picked from
 * @param indices for each value, its flat index in the source
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, written by one kernel
public record Selection(Tensor values, Shape source, int[] indices) {
  /**
   * The largest value under each position of a window, the first of equals: N×H×W×C → N×H'×W'×C.
   * NaN counts as the largest of all, so that pooling hides no overflow.
   */
  public static Selection maxPool(Tensor x, Window window) {
    Selection largest = empty(x, x.shape(), window);
    x.engine()
        .maxPool(x.matrix(), window.over(x.shape()), largest.values.matrix(), largest.indices);
    return largest;
  }

  /**
   * The same as {@link Tensor#convolve} and {@link #maxPool}, in one pass; the source of the
   * selection is the convolution's output.
   *
   * @param rectified whether there is {@link Tensor#leakyRelu} of slope 0 between them
   */
  public static Selection convolveMaxPool(
      Tensor x, Tensor weight, Tensor bias, Window window, boolean rectified, Window pooling) {
    x.requireFilters(weight, bias, window);
    Shape convolved = window.output(x.shape(), weight.columns());
    Selection largest = empty(x, convolved, pooling);
    x.engine()
        .convolveMaxPool(
            x.matrix(),
            weight.matrix(),
            bias.matrix(),
            window.over(x.shape()),
            rectified,
            pooling.over(convolved),
            largest.values.matrix(),
            largest.indices);
    return largest;
  }

  private static Selection empty(Tensor x, Shape source, Window window) {
    window.requirePooling();
    Tensor values = Tensor.zeros(x.precision(), window.output(source, source.columns()));
    return new Selection(values, source, new int[values.size()]);
  }

  /**
   * A tensor of the source's shape that has each gradient added where its value came from, and
   * zeros elsewhere.
   *
   * @param gradients one for each value
   */
  public Tensor scatter(Tensor gradients) {
    requireOneForEach(gradients);
    int images = source.dimension(0);
    return gradients.fill(
        source, (engine, out) -> engine.scatter(gradients.matrix(), indices, images, out));
  }

  /**
   * {@link Tensor#convolveInputGradient} of the result of {@link #scatter}, which is never there as
   * a whole: most of it is zeros.
   */
  public Tensor convolveInputGradient(
      Tensor gradients, Tensor weight, Window window, Shape images) {
    requireOneForEach(gradients);
    gradients.requireFilters("convolveInputGradient", weight, window, images);
    return gradients.fill(
        images,
        (engine, out) ->
            engine.convolveInputGradient(
                gradients.matrix(), indices, weight.matrix(), window.over(images), out));
  }

  /** {@link Tensor#convolveWeightGradient} with the result of {@link #scatter}. */
  public Tensor convolveWeightGradient(Tensor gradients, Tensor images, Window window) {
    requireOneForEach(gradients);
    gradients.requireSamePrecision("convolveWeightGradient", images);
    return gradients.fill(
        Shape.of(window.area() * images.columns(), source.columns()),
        (engine, out) ->
            engine.convolveWeightGradient(
                images.matrix(), gradients.matrix(), indices, window.over(images.shape()), out));
  }

  private void requireOneForEach(Tensor gradients) {
    if (gradients.size() != values.size()) {
      throw new IllegalArgumentException(
          "gradients %s for picked values %s; give one for each"
              .formatted(gradients.shape(), values.shape()));
    }
  }
}
