package gradus.tensor;

/**
 * The fast engine: single precision over the Vector API.
 *
 * <p>It replaces the hot parts of the plain one, which serves for the rest.
 */
final class VectorEngine extends FloatEngine {
  @Override
  public String describe() {
    return "vectors of %d bits, %d threads"
        .formatted(MicroKernel.SPECIES.vectorBitSize(), Parallel.THREADS);
  }

  @Override
  public void matmul(Tensor a, Tensor b, Tensor out) {
    multiply(View.of(a), View.of(b), out);
  }

  @Override
  public void transposeMatmul(Tensor a, Tensor b, Tensor out) {
    multiply(View.of(a).transpose(), View.of(b), out);
  }

  @Override
  public void matmulTranspose(Tensor a, Tensor b, Tensor out) {
    multiply(View.of(a), View.of(b).transpose(), out);
  }

  private static void multiply(View a, View b, Tensor out) {
    View nothing = View.repeated(Scratch.NOTHING.atLeast(out.columns()), out.rows(), out.columns());
    Product.multiply(a, b, nothing, View.of(out));
  }

  @Override
  public void convolve(Tensor x, Tensor weight, Tensor bias, Window window, Tensor out) {
    new Convolution(x, window, View.of(weight), bias.floats()).forward(out.floats());
  }

  @Override
  public void convolveInputGradient(Tensor gradient, Tensor weight, Window window, Tensor out) {
    new InputGradient(weight, window, out).add(gradient);
  }

  @Override
  public void convolveWeightGradient(Tensor x, Tensor gradient, Window window, Tensor out) {
    new WeightGradient(x, window, out).add(gradient);
  }

  @Override
  public void convolveInputGradient(
      Selection picked, Tensor gradients, Tensor weight, Window window, Tensor out) {
    new InputGradient(weight, window, out).add(picked, gradients);
  }

  @Override
  public void convolveWeightGradient(
      Tensor x, Selection picked, Tensor gradients, Window window, Tensor out) {
    new WeightGradient(x, window, out).add(picked, gradients);
  }

  @Override
  public void elementwise(Operation operation, Tensor x, Tensor y, Tensor out) {
    float[] left = x.floats();
    float[] right = y.floats();
    float[] to = out.floats();
    if (left.length != right.length) {
      rowByRow(operation, x, y, out);
      return;
    }
    ElementwiseKernels.overElements(
        to.length,
        (from, end) -> {
          switch (operation) {
            case PLUS -> ElementwiseKernels.plus(left, right, to, from, end);
            case MINUS -> ElementwiseKernels.minus(left, right, to, from, end);
            case TIMES -> ElementwiseKernels.times(left, right, to, from, end);
            case DIVIDED -> ElementwiseKernels.divided(left, right, to, from, end);
          }
        });
  }

  /** y is one row or one column; a division is rare enough to be left to the plain engine. */
  private void rowByRow(Operation operation, Tensor x, Tensor y, Tensor out) {
    int columns = x.columns();
    if (y.columns() != columns || operation == Operation.DIVIDED) {
      super.elementwise(operation, x, y, out);
      return;
    }
    Tensor none = Tensor.zeros(Precision.SINGLE, y.shape());
    Tensor one = Tensor.full(Precision.SINGLE, y.shape(), 1);
    switch (operation) {
      case PLUS -> normalize(x, new Normalization(none, one, y, false), out);
      case MINUS -> normalize(x, new Normalization(y, one, none, false), out);
      case TIMES -> normalize(x, new Normalization(none, y, none, false), out);
      case DIVIDED -> throw new AssertionError(operation);
    }
  }

  @Override
  public void scale(Tensor x, double factor, Tensor out) {
    ElementwiseKernels.overElements(
        out.size(),
        (from, to) -> ElementwiseKernels.scale(x.floats(), (float) factor, out.floats(), from, to));
  }

  @Override
  public void addScaled(Tensor target, double factor, Tensor x) {
    ElementwiseKernels.overElements(
        target.size(),
        (from, to) ->
            ElementwiseKernels.addScaled(target.floats(), (float) factor, x.floats(), from, to));
  }

  @Override
  public void blend(Tensor target, double keep, double factor, Tensor x) {
    ElementwiseKernels.overElements(
        target.size(),
        (from, to) ->
            ElementwiseKernels.blend(
                target.floats(), (float) keep, (float) factor, x.floats(), from, to));
  }

  @Override
  public void leakyRelu(Tensor x, double slope, Tensor out) {
    ElementwiseKernels.overElements(
        out.size(),
        (from, to) ->
            ElementwiseKernels.leakyRelu(x.floats(), (float) slope, out.floats(), from, to));
  }

  @Override
  public void leakyReluGradient(Tensor x, Tensor gradient, double slope, Tensor out) {
    ElementwiseKernels.overElements(
        out.size(),
        (from, to) ->
            ElementwiseKernels.leakyReluGradient(
                x.floats(), gradient.floats(), (float) slope, out.floats(), from, to));
  }

  @Override
  public void columnSums(Tensor x, Tensor out) {
    ElementwiseKernels.sum(
        x.rows(),
        out.floats(),
        (from, to, sums, at) ->
            ElementwiseKernels.addRows(x.floats(), x.columns(), from, to, sums, at));
  }

  @Override
  public void rowSums(Tensor x, Tensor out) {
    ElementwiseKernels.overRows(
        x.rows(),
        x.columns(),
        (from, to) ->
            ElementwiseKernels.sumEachRow(x.floats(), x.columns(), from, to, out.floats()));
  }

  @Override
  public void columnDots(Tensor x, Tensor y, Tensor out) {
    ElementwiseKernels.sum(
        x.rows(),
        out.floats(),
        (from, to, sums, at) ->
            ElementwiseKernels.addProducts(
                x.floats(), y.floats(), x.columns(), from, to, sums, at));
  }

  @Override
  public void columnVariances(Tensor x, Tensor mean, Tensor out) {
    float[] sums = out.floats();
    ElementwiseKernels.sum(
        x.rows(),
        sums,
        (from, to, parts, at) ->
            ElementwiseKernels.addSquares(
                x.floats(), mean.floats(), x.columns(), from, to, parts, at));
    ElementwiseKernels.scale(sums, 1f / x.rows(), sums, 0, sums.length);
  }

  @Override
  public void moments(Tensor x, Moments out) {
    BatchNormKernels.moments(x, out.mean().floats(), out.variance().floats());
  }

  @Override
  public void normalize(Tensor x, Normalization normalization, Tensor out) {
    BatchNormKernels columns = new BatchNormKernels(x, normalization);
    ElementwiseKernels.overRows(
        x.rows(), x.columns(), (from, to) -> columns.normalize(from, to, out.floats()));
  }

  @Override
  public void normalizationSums(
      Tensor x, Tensor gradient, Normalization normalization, Normalization.Sums out) {
    BatchNormKernels columns = new BatchNormKernels(x, normalization);
    int count = x.columns();
    float[] sums = new float[2 * count];
    ElementwiseKernels.sum(
        x.rows(),
        sums,
        (from, to, parts, at) -> columns.addSums(gradient.floats(), from, to, parts, at));
    System.arraycopy(sums, 0, out.gradients().floats(), 0, count);
    System.arraycopy(sums, count, out.products().floats(), 0, count);
  }

  @Override
  public void normalizationGradient(
      Tensor x,
      Tensor gradient,
      Normalization normalization,
      Tensor sum,
      Tensor slope,
      Tensor out) {
    BatchNormKernels columns = new BatchNormKernels(x, normalization);
    Tensor share = normalization.factor().times(-1.0 / x.rows());
    float[] constant = sum.times(share).floats();
    float[] linear = slope.times(share).floats();
    ElementwiseKernels.overRows(
        x.rows(),
        x.columns(),
        (from, to) ->
            columns.gradient(gradient.floats(), linear, constant, from, to, out.floats()));
  }

  @Override
  public void convolveReluMaxPool(
      Tensor x, Tensor weight, Tensor bias, Window window, Window pooling, Selection out) {
    new Convolution(x, window, View.of(weight), bias.floats()).forward(pooling, out);
  }

  @Override
  public void maxPool(Tensor x, Window window, Tensor out, int[] indices) {
    Pooling pooling = new Pooling(x.shape(), window);
    overImages(
        x, (image, end) -> pooling.pool(x.floats(), 0, image, end - image, out.floats(), indices));
  }

  @Override
  public void averagePool(Tensor x, Window window, Tensor out) {
    Averaging averaging = new Averaging(x.shape(), window);
    overImages(x, (image, end) -> averaging.pool(x.floats(), image, end, out.floats()));
  }

  @Override
  public void averagePoolGradient(Tensor gradient, Window window, Tensor out) {
    Averaging averaging = new Averaging(out.shape(), window);
    overImages(out, (image, end) -> averaging.spread(gradient.floats(), image, end, out.floats()));
  }

  /** No two images share a pixel, so each task has its own. */
  @Override
  public void scatter(Tensor x, int[] indices, Tensor out) {
    int size = x.size() / Math.max(1, out.shape().dimension(0));
    overImages(
        out,
        (image, end) ->
            ElementwiseKernels.scatter(
                x.floats(), indices, out.floats(), 0, image * size, end * size));
  }

  private static void overImages(Tensor images, ElementwiseKernels.Range range) {
    int count = images.shape().dimension(0);
    ElementwiseKernels.overRows(count, images.size() / Math.max(1, count), range);
  }
}
