package gradus.tensor.vector;

import gradus.tensor.engine.Activation;
import gradus.tensor.engine.FloatEngine;
import gradus.tensor.engine.Normalizer;
import gradus.tensor.engine.Operation;
import gradus.tensor.engine.SlidingWindow;
import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;

/**
 * The fast engine: single precision over the Vector API.
 *
 * <p>It replaces the hot parts of the plain one, which serves for the rest.
 */
public final class VectorEngine extends FloatEngine {
  @Override
  public String describe() {
    return "vectors of %d bits, %d threads"
        .formatted(MicroKernel.SPECIES.vectorBitSize(), Parallel.THREADS);
  }

  @Override
  public void matmul(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj out) {
    multiply(View.of(a), View.of(b), out);
  }

  @Override
  public void transposeMatmul(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj out) {
    multiply(View.of(a).transpose(), View.of(b), out);
  }

  @Override
  public void matmulTranspose(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj out) {
    multiply(View.of(a), View.of(b).transpose(), out);
  }

  private static void multiply(View a, View b, FMatrixRMaj out) {
    View nothing = View.repeated(Scratch.NOTHING.atLeast(out.numCols), out.numRows, out.numCols);
    Product.multiply(a, b, nothing, View.of(out));
  }

  @Override
  public void convolve(
      FMatrixRMaj x, FMatrixRMaj weight, FMatrixRMaj bias, SlidingWindow window, FMatrixRMaj out) {
    Convolutions.of(window, x.data, View.of(weight), bias.data).convolve(out.data);
  }

  @Override
  public void convolveMaxPool(
      FMatrixRMaj x,
      FMatrixRMaj weight,
      FMatrixRMaj bias,
      SlidingWindow window,
      boolean rectified,
      SlidingWindow pooling,
      FMatrixRMaj out,
      int[] indices) {
    Convolutions.of(window, x.data, View.of(weight), bias.data)
        .convolveMaxPool(pooling, rectified, out.data, indices);
  }

  @Override
  public void convolveInputGradient(
      FMatrixRMaj gradient, FMatrixRMaj weight, SlidingWindow window, FMatrixRMaj out) {
    new InputGradient(weight, window, out.data).add(gradient);
  }

  @Override
  public void convolveWeightGradient(
      FMatrixRMaj x, FMatrixRMaj gradient, SlidingWindow window, FMatrixRMaj out) {
    if (Winograd.fits(window, out.numCols)) {
      FeatureMaps maps =
          FeatureMaps.of(gradient.data, window.images(), window.positionsPerImage(), out.numCols);
      new WinogradWeightGradient(window, x.data, maps, out.numCols).into(out.data);
    } else {
      new WeightGradient(window, x.data, View.of(out)).add(gradient);
    }
  }

  @Override
  public void convolveInputGradient(
      FMatrixRMaj values,
      int[] indices,
      FMatrixRMaj weight,
      SlidingWindow window,
      FMatrixRMaj out) {
    new InputGradient(weight, window, out.data)
        .add(sparse(values, indices, window, weight.numCols));
  }

  @Override
  public void convolveWeightGradient(
      FMatrixRMaj x, FMatrixRMaj values, int[] indices, SlidingWindow window, FMatrixRMaj out) {
    SparseGradient gradient = sparse(values, indices, window, out.numCols);
    if (Winograd.fits(window, out.numCols)) {
      new WinogradWeightGradient(window, x.data, gradient, out.numCols).into(out.data);
    } else {
      new WeightGradient(window, x.data, View.of(out)).add(gradient);
    }
  }

  private static SparseGradient sparse(
      FMatrixRMaj values, int[] indices, SlidingWindow window, int filters) {
    return new SparseGradient(
        values.data, indices, window.images(), window.positionsPerImage(), filters);
  }

  @Override
  public void elementwise(Operation operation, FMatrixRMaj x, FMatrixRMaj y, FMatrixRMaj out) {
    if (x.getNumElements() != y.getNumElements()) {
      rowByRow(operation, x, y, out);
      return;
    }
    float[] left = x.data;
    float[] right = y.data;
    float[] to = out.data;
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

  /** y is one row or one column; columns and divisions are rare enough for the plain engine. */
  private void rowByRow(Operation operation, FMatrixRMaj x, FMatrixRMaj y, FMatrixRMaj out) {
    if (y.numCols != x.numCols || operation == Operation.DIVIDED) {
      super.elementwise(operation, x, y, out);
      return;
    }
    var none = new FMatrixRMaj(1, x.numCols);
    var one = new FMatrixRMaj(1, x.numCols);
    Arrays.fill(one.data, 1);
    switch (operation) {
      case PLUS -> normalize(x, new Normalizer<>(none, one, y, Activation.NONE), out);
      case MINUS -> normalize(x, new Normalizer<>(y, one, none, Activation.NONE), out);
      case TIMES -> normalize(x, new Normalizer<>(none, y, none, Activation.NONE), out);
      case DIVIDED -> throw new AssertionError(operation);
    }
  }

  @Override
  public void scale(FMatrixRMaj x, double factor, FMatrixRMaj out) {
    ElementwiseKernels.overElements(
        out.getNumElements(),
        (from, to) -> ElementwiseKernels.scale(x.data, (float) factor, out.data, from, to));
  }

  @Override
  public void addScaled(FMatrixRMaj target, double factor, FMatrixRMaj x) {
    ElementwiseKernels.overElements(
        target.getNumElements(),
        (from, to) -> ElementwiseKernels.addScaled(target.data, (float) factor, x.data, from, to));
  }

  @Override
  public void blend(FMatrixRMaj target, double keep, double factor, FMatrixRMaj x) {
    ElementwiseKernels.overElements(
        target.getNumElements(),
        (from, to) ->
            ElementwiseKernels.blend(target.data, (float) keep, (float) factor, x.data, from, to));
  }

  @Override
  public void leakyRelu(FMatrixRMaj x, double slope, FMatrixRMaj out) {
    ElementwiseKernels.overElements(
        out.getNumElements(),
        (from, to) -> ElementwiseKernels.leakyRelu(x.data, (float) slope, out.data, from, to));
  }

  @Override
  public void leakyReluGradient(
      FMatrixRMaj x, FMatrixRMaj gradient, double slope, FMatrixRMaj out) {
    ElementwiseKernels.overElements(
        out.getNumElements(),
        (from, to) ->
            ElementwiseKernels.leakyReluGradient(
                x.data, gradient.data, (float) slope, out.data, from, to));
  }

  @Override
  public void gelu(FMatrixRMaj x, FMatrixRMaj out) {
    ElementwiseKernels.overElements(
        out.getNumElements(), (from, to) -> GeluKernel.apply(x.data, out.data, from, to));
  }

  @Override
  public void geluGradient(FMatrixRMaj x, FMatrixRMaj gradient, FMatrixRMaj out) {
    ElementwiseKernels.overElements(
        out.getNumElements(),
        (from, to) -> GeluKernel.applyGradient(x.data, gradient.data, out.data, from, to));
  }

  @Override
  public void columnSums(FMatrixRMaj x, FMatrixRMaj out) {
    ElementwiseKernels.sum(
        x.numRows,
        out.data,
        (from, to, sums, at) -> ElementwiseKernels.addRows(x.data, x.numCols, from, to, sums, at));
  }

  @Override
  public void rowSums(FMatrixRMaj x, FMatrixRMaj out) {
    ElementwiseKernels.overRows(
        x.numRows,
        x.numCols,
        (from, to) -> ElementwiseKernels.sumEachRow(x.data, x.numCols, from, to, out.data));
  }

  @Override
  public void columnDots(FMatrixRMaj x, FMatrixRMaj y, FMatrixRMaj out) {
    ElementwiseKernels.sum(
        x.numRows,
        out.data,
        (from, to, sums, at) ->
            ElementwiseKernels.addProducts(x.data, y.data, x.numCols, from, to, sums, at));
  }

  @Override
  public void moments(FMatrixRMaj x, FMatrixRMaj mean, FMatrixRMaj variance) {
    BatchNormKernels.moments(x, mean.data, variance.data);
  }

  @Override
  public void normalize(FMatrixRMaj x, Normalizer<FMatrixRMaj> normalizer, FMatrixRMaj out) {
    var kernels = new BatchNormKernels(x, normalizer);
    ElementwiseKernels.overRows(
        x.numRows, x.numCols, (from, to) -> kernels.normalize(from, to, out.data));
  }

  @Override
  public void normalizationSums(
      FMatrixRMaj x,
      FMatrixRMaj gradient,
      Normalizer<FMatrixRMaj> normalizer,
      FMatrixRMaj gradients,
      FMatrixRMaj products) {
    var kernels = new BatchNormKernels(x, normalizer);
    int count = x.numCols;
    float[] sums = new float[2 * count];
    ElementwiseKernels.sum(
        x.numRows,
        sums,
        (from, to, parts, at) -> kernels.addSums(gradient.data, from, to, parts, at));
    System.arraycopy(sums, 0, gradients.data, 0, count);
    System.arraycopy(sums, count, products.data, 0, count);
  }

  @Override
  public void normalizationGradient(
      FMatrixRMaj x,
      FMatrixRMaj gradient,
      Normalizer<FMatrixRMaj> normalizer,
      FMatrixRMaj sum,
      FMatrixRMaj slope,
      FMatrixRMaj out) {
    var kernels = new BatchNormKernels(x, normalizer);
    float[] constant = new float[x.numCols];
    float[] linear = new float[x.numCols];
    float scale = (float) (-1.0 / x.numRows);
    for (int j = 0; j < x.numCols; j++) {
      float share = scale * normalizer.factor().data[j];
      constant[j] = sum.data[j] * share;
      linear[j] = slope.data[j] * share;
    }
    ElementwiseKernels.overRows(
        x.numRows,
        x.numCols,
        (from, to) -> kernels.gradient(gradient.data, linear, constant, from, to, out.data));
  }

  @Override
  public void maxPool(FMatrixRMaj x, SlidingWindow window, FMatrixRMaj out, int[] indices) {
    Pooling pooling = new Pooling(window);
    overImages(
        window, (image, end) -> pooling.pool(x.data, 0, image, end - image, out.data, indices));
  }

  @Override
  public void averagePool(FMatrixRMaj x, SlidingWindow window, FMatrixRMaj out) {
    Averaging averaging = new Averaging(window);
    overImages(window, (image, end) -> averaging.pool(x.data, image, end, out.data));
  }

  @Override
  public void averagePoolGradient(FMatrixRMaj gradient, SlidingWindow window, FMatrixRMaj out) {
    Averaging averaging = new Averaging(window);
    overImages(window, (image, end) -> averaging.spread(gradient.data, image, end, out.data));
  }

  @Override
  public void scatter(FMatrixRMaj x, int[] indices, int images, FMatrixRMaj out) {
    ElementwiseKernels.scatter(x.data, indices, images, out.data);
  }

  private static void overImages(SlidingWindow window, ElementwiseKernels.Range range) {
    int size = window.imageHeight() * window.imageWidth() * window.channels();
    ElementwiseKernels.overRows(window.images(), size, range);
  }
}
