package gradus.tensor;

/**
 * The fast engine: single precision over the Vector API.
 *
 * <p>It replaces the hot parts of the plain one, which serves for the rest.
 */
final class VectorEngine extends FloatEngine {
  @Override
  public String describe() {
    return "vectors of %d bits, %d threads".formatted(Tile.SPECIES.vectorBitSize(), Work.THREADS);
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
    Passes.overElements(
        to.length,
        (from, end) -> {
          switch (operation) {
            case PLUS -> Passes.plus(left, right, to, from, end);
            case MINUS -> Passes.minus(left, right, to, from, end);
            case TIMES -> Passes.times(left, right, to, from, end);
            case DIVIDED -> Passes.divided(left, right, to, from, end);
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
    Passes.overElements(
        out.size(), (from, to) -> Passes.scale(x.floats(), (float) factor, out.floats(), from, to));
  }

  @Override
  public void addScaled(Tensor target, double factor, Tensor x) {
    Passes.overElements(
        target.size(),
        (from, to) -> Passes.addScaled(target.floats(), (float) factor, x.floats(), from, to));
  }

  @Override
  public void blend(Tensor target, double keep, double factor, Tensor x) {
    Passes.overElements(
        target.size(),
        (from, to) ->
            Passes.blend(target.floats(), (float) keep, (float) factor, x.floats(), from, to));
  }

  @Override
  public void leakyRelu(Tensor x, double slope, Tensor out) {
    Passes.overElements(
        out.size(),
        (from, to) -> Passes.leakyRelu(x.floats(), (float) slope, out.floats(), from, to));
  }

  @Override
  public void leakyReluGradient(Tensor x, Tensor gradient, double slope, Tensor out) {
    Passes.overElements(
        out.size(),
        (from, to) ->
            Passes.leakyReluGradient(
                x.floats(), gradient.floats(), (float) slope, out.floats(), from, to));
  }

  @Override
  public void sumRows(Tensor x, Tensor out) {
    Passes.sum(
        x.rows(),
        out.floats(),
        (from, to, sums, at) -> Passes.addRows(x.floats(), x.columns(), from, to, sums, at));
  }

  @Override
  public void sumColumns(Tensor x, Tensor out) {
    Passes.overRows(
        x.rows(),
        x.columns(),
        (from, to) -> Passes.sumEachRow(x.floats(), x.columns(), from, to, out.floats()));
  }

  @Override
  public void dotRows(Tensor x, Tensor y, Tensor out) {
    Passes.sum(
        x.rows(),
        out.floats(),
        (from, to, sums, at) ->
            Passes.addProducts(x.floats(), y.floats(), x.columns(), from, to, sums, at));
  }

  @Override
  public void varianceRows(Tensor x, Tensor mean, Tensor out) {
    float[] sums = out.floats();
    Passes.sum(
        x.rows(),
        sums,
        (from, to, parts, at) ->
            Passes.addSquares(x.floats(), mean.floats(), x.columns(), from, to, parts, at));
    Passes.scale(sums, 1f / x.rows(), sums, 0, sums.length);
  }

  @Override
  public void moments(Tensor x, Moments out) {
    Columns.moments(x, out.mean().floats(), out.variance().floats());
  }

  @Override
  public void normalize(Tensor x, Normalization normalization, Tensor out) {
    Columns columns = new Columns(x, normalization);
    Passes.overRows(x.rows(), x.columns(), (from, to) -> columns.normalize(from, to, out.floats()));
  }

  @Override
  public void normalizationSums(
      Tensor x, Tensor gradient, Normalization normalization, Normalization.Sums out) {
    Columns columns = new Columns(x, normalization);
    int count = x.columns();
    float[] sums = new float[2 * count];
    Passes.sum(
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
    Columns columns = new Columns(x, normalization);
    Tensor share = normalization.factor().times(-1.0 / x.rows());
    float[] constant = sum.times(share).floats();
    float[] linear = slope.times(share).floats();
    Passes.overRows(
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
            Passes.scatter(x.floats(), indices, out.floats(), 0, image * size, end * size));
  }

  private static void overImages(Tensor images, Passes.Range range) {
    int count = images.shape().dimension(0);
    Passes.overRows(count, images.size() / Math.max(1, count), range);
  }
}
