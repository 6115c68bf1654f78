package gradus.tensor.engine;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.mult.VectorVectorMult_DDRM;

/**
 * The readable engine: EJML's operations where it has them, plain loops elsewhere.
 *
 * <p>The build writes its twin in single precision, {@code FloatEngine}, from this file by
 * replacing the types, so what is proven here in double precision is the same code there.
 */
@SuppressWarnings("cast") // needed by the twin, where (double) reads (float)
public class DoubleEngine implements Engine<DMatrixRMaj> {
  @Override
  public String describe() {
    return "EJML in double precision";
  }

  @Override
  public void matmul(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj out) {
    CommonOps_DDRM.mult(a, b, out);
  }

  @Override
  public void transposeMatmul(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj out) {
    CommonOps_DDRM.multTransA(a, b, out);
  }

  @Override
  public void matmulTranspose(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj out) {
    CommonOps_DDRM.multTransB(a, b, out);
  }

  /** In the order of a matrix product, which lets the JIT vectorise the inner loop. */
  @Override
  public void manhattanDistances(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj out) {
    double[] y = CommonOps_DDRM.transpose(b, null).data;
    int columns = b.numRows;
    double[] sums = new double[columns];
    for (int i = 0; i < a.numRows; i++) {
      Arrays.fill(sums, 0);
      for (int k = 0; k < a.numCols; k++) {
        double from = a.data[i * a.numCols + k];
        int start = k * columns;
        for (int j = 0; j < columns; j++) {
          sums[j] += Math.abs(from - y[start + j]);
        }
      }
      System.arraycopy(sums, 0, out.data, i * columns, columns);
    }
  }

  @Override
  public void map(DMatrixRMaj x, DoubleUnaryOperator f, DMatrixRMaj out) {
    CommonOps_DDRM.apply(x, number -> (double) f.applyAsDouble(number), out);
  }

  @Override
  public void combine(DMatrixRMaj x, DMatrixRMaj y, DoubleBinaryOperator f, DMatrixRMaj out) {
    for (int i = 0; i < out.getNumElements(); i++) {
      out.data[i] = (double) f.applyAsDouble(x.data[i], y.data[i]);
    }
  }

  @Override
  public void elementwise(Operation operation, DMatrixRMaj x, DMatrixRMaj y, DMatrixRMaj out) {
    boolean alike = x.numRows == y.numRows && x.numCols == y.numCols;
    DMatrixRMaj other = alike ? y : repeated(y, x.numRows, x.numCols);
    switch (operation) {
      case PLUS -> CommonOps_DDRM.add(x, other, out);
      case MINUS -> CommonOps_DDRM.subtract(x, other, out);
      case TIMES -> CommonOps_DDRM.elementMult(x, other, out);
      case DIVIDED -> CommonOps_DDRM.elementDiv(x, other, out);
    }
  }

  /** A row in every row or a column in every column of a larger matrix. */
  private static DMatrixRMaj repeated(DMatrixRMaj x, int rows, int columns) {
    var all = new DMatrixRMaj(rows, columns);
    for (int row = 0; row < rows; row++) {
      int start = row * columns;
      if (x.numCols == columns) {
        System.arraycopy(x.data, 0, all.data, start, columns);
      } else {
        Arrays.fill(all.data, start, start + columns, x.data[row]);
      }
    }
    return all;
  }

  @Override
  public void scale(DMatrixRMaj x, double factor, DMatrixRMaj out) {
    CommonOps_DDRM.scale((double) factor, x, out);
  }

  @Override
  public void addScaled(DMatrixRMaj target, double factor, DMatrixRMaj x) {
    CommonOps_DDRM.addEquals(target, (double) factor, x);
  }

  @Override
  public void blend(DMatrixRMaj target, double keep, double factor, DMatrixRMaj x) {
    CommonOps_DDRM.add((double) keep, target, (double) factor, x, target);
  }

  @Override
  public void accumulateSquares(DMatrixRMaj target, double keep, double factor, DMatrixRMaj x) {
    double[] to = target.data;
    double[] from = x.data;
    double old = (double) keep;
    double by = (double) factor;
    for (int i = 0; i < target.getNumElements(); i++) {
      to[i] = old * to[i] + by * from[i] * from[i];
    }
  }

  @Override
  public void addcdiv(
      DMatrixRMaj target, double factor, DMatrixRMaj x, DMatrixRMaj squares, double epsilon) {
    double[] to = target.data;
    double[] from = x.data;
    double[] under = squares.data;
    double by = (double) factor;
    double least = (double) epsilon;
    for (int i = 0; i < target.getNumElements(); i++) {
      to[i] += by * from[i] / ((double) Math.sqrt(under[i]) + least);
    }
  }

  @Override
  public void columnSums(DMatrixRMaj x, DMatrixRMaj out) {
    CommonOps_DDRM.sumCols(x, out);
  }

  @Override
  public void rowSums(DMatrixRMaj x, DMatrixRMaj out) {
    CommonOps_DDRM.sumRows(x, out);
  }

  @Override
  public void columnDots(DMatrixRMaj x, DMatrixRMaj y, DMatrixRMaj out) {
    CommonOps_DDRM.sumCols(CommonOps_DDRM.elementMult(x, y, null), out);
  }

  @Override
  public double dot(DMatrixRMaj x, DMatrixRMaj y) {
    return VectorVectorMult_DDRM.innerProd(x, y);
  }

  @Override
  public void moments(DMatrixRMaj x, DMatrixRMaj mean, DMatrixRMaj variance) {
    double share = (double) (1.0 / x.numRows);
    columnSums(x, mean);
    CommonOps_DDRM.scale(share, mean);
    DMatrixRMaj deviation = deviation(x, mean);
    columnDots(deviation, deviation, variance);
    CommonOps_DDRM.scale(share, variance);
  }

  private DMatrixRMaj deviation(DMatrixRMaj x, DMatrixRMaj mean) {
    var deviation = new DMatrixRMaj(x.numRows, x.numCols);
    elementwise(Operation.MINUS, x, mean, deviation);
    return deviation;
  }

  @Override
  public void leakyRelu(DMatrixRMaj x, double slope, DMatrixRMaj out) {
    leakyReluGradient(x, x, slope, out);
  }

  @Override
  public void leakyReluGradient(
      DMatrixRMaj x, DMatrixRMaj gradient, double slope, DMatrixRMaj out) {
    double below = (double) slope;
    for (int i = 0; i < out.getNumElements(); i++) {
      double dy = gradient.data[i];
      out.data[i] = x.data[i] <= 0 ? damped(below, dy) : dy;
    }
  }

  /** Nothing is let through by a slope of 0, neither a minus sign nor an infinity. */
  private static double damped(double below, double x) {
    return below == 0 ? 0 : below * x;
  }

  @Override
  public void gelu(DMatrixRMaj x, DMatrixRMaj out) {
    for (int i = 0; i < out.getNumElements(); i++) {
      out.data[i] = x.data[i] * (double) StandardNormal.distribution(x.data[i]);
    }
  }

  @Override
  public void geluGradient(DMatrixRMaj x, DMatrixRMaj gradient, DMatrixRMaj out) {
    for (int i = 0; i < out.getNumElements(); i++) {
      double v = x.data[i];
      out.data[i] =
          gradient.data[i]
              * (double) (StandardNormal.distribution(v) + v * StandardNormal.density(v));
    }
  }

  @Override
  public void normalize(DMatrixRMaj x, Normalizer<DMatrixRMaj> normalizer, DMatrixRMaj out) {
    elementwise(Operation.TIMES, deviation(x, normalizer.mean()), normalizer.factor(), out);
    elementwise(Operation.PLUS, out, normalizer.shift(), out);
    switch (normalizer.activation()) {
      case NONE -> {}
      case RELU -> leakyRelu(out, 0, out);
      case GELU -> gelu(out, out);
    }
  }

  @Override
  public void normalizationSums(
      DMatrixRMaj x,
      DMatrixRMaj gradient,
      Normalizer<DMatrixRMaj> normalizer,
      DMatrixRMaj gradients,
      DMatrixRMaj products) {
    DMatrixRMaj dy = passed(x, gradient, normalizer);
    columnSums(dy, gradients);
    columnDots(dy, deviation(x, normalizer.mean()), products);
  }

  @Override
  public void normalizationGradient(
      DMatrixRMaj x,
      DMatrixRMaj gradient,
      Normalizer<DMatrixRMaj> normalizer,
      DMatrixRMaj sum,
      DMatrixRMaj slope,
      DMatrixRMaj out) {
    DMatrixRMaj shared = deviation(x, normalizer.mean());
    elementwise(Operation.TIMES, shared, slope, shared);
    elementwise(Operation.PLUS, shared, sum, shared);
    CommonOps_DDRM.divide(shared, (double) x.numRows);
    CommonOps_DDRM.subtract(passed(x, gradient, normalizer), shared, out);
    elementwise(Operation.TIMES, out, normalizer.factor(), out);
  }

  /** The gradient in front of the activation, if there is one. */
  private DMatrixRMaj passed(
      DMatrixRMaj x, DMatrixRMaj gradient, Normalizer<DMatrixRMaj> normalizer) {
    if (normalizer.activation() == Activation.NONE) {
      return gradient;
    }
    var passed = new DMatrixRMaj(x.numRows, x.numCols);
    normalize(x, normalizer.withoutActivation(), passed);
    if (normalizer.activation() == Activation.RELU) {
      leakyReluGradient(passed, gradient, 0, passed);
    } else {
      geluGradient(passed, gradient, passed);
    }
    return passed;
  }

  /**
   * Shifted by the largest element of the row: every exponential is then at most 1, and one of them
   * is 1.
   */
  @Override
  public void rowSoftmax(DMatrixRMaj x, DMatrixRMaj out) {
    double[] to = out.data;
    int columns = x.numCols;
    for (int start = 0; start < out.getNumElements(); start += columns) {
      double largest = largest(x.data, start, columns);
      double sum = 0;
      for (int i = start; i < start + columns; i++) {
        to[i] = (double) Math.exp(x.data[i] - largest);
        sum += to[i];
      }
      for (int i = start; i < start + columns; i++) {
        to[i] /= sum;
      }
    }
  }

  @Override
  public void rowLogSumExp(DMatrixRMaj x, DMatrixRMaj out) {
    int columns = x.numCols;
    for (int row = 0; row < x.numRows; row++) {
      double largest = largest(x.data, row * columns, columns);
      double sum = 0;
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        sum += (double) Math.exp(x.data[i] - largest);
      }
      out.data[row] = largest + (double) Math.log(sum);
    }
  }

  private static double largest(double[] numbers, int start, int count) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = start; i < start + count; i++) {
      largest = Math.max(largest, numbers[i]);
    }
    return largest;
  }

  @Override
  public void im2col(DMatrixRMaj x, SlidingWindow window, DMatrixRMaj out) {
    int channels = window.channels();
    window.forEach(
        (position, pixel, tap) -> {
          int start = (position * window.taps() + tap) * channels;
          System.arraycopy(x.data, pixel * channels, out.data, start, channels);
        });
  }

  @Override
  public void col2im(DMatrixRMaj columns, SlidingWindow window, DMatrixRMaj out) {
    int channels = window.channels();
    window.forEach(
        (position, pixel, tap) -> {
          int start = (position * window.taps() + tap) * channels;
          for (int channel = 0; channel < channels; channel++) {
            out.data[pixel * channels + channel] += columns.data[start + channel];
          }
        });
  }

  @Override
  public void convolve(
      DMatrixRMaj x, DMatrixRMaj weight, DMatrixRMaj bias, SlidingWindow window, DMatrixRMaj out) {
    CommonOps_DDRM.mult(patches(x, window), weight, out);
    elementwise(Operation.PLUS, out, bias, out);
  }

  private DMatrixRMaj patches(DMatrixRMaj x, SlidingWindow window) {
    var patches = new DMatrixRMaj(window.positions(), window.patchSize());
    im2col(x, window, patches);
    return patches;
  }

  @Override
  public void convolveMaxPool(
      DMatrixRMaj x,
      DMatrixRMaj weight,
      DMatrixRMaj bias,
      SlidingWindow window,
      boolean rectified,
      SlidingWindow pooling,
      DMatrixRMaj out,
      int[] indices) {
    var convolved = new DMatrixRMaj(window.positions(), weight.numCols);
    convolve(x, weight, bias, window, convolved);
    if (rectified) {
      leakyRelu(convolved, 0, convolved);
    }
    maxPool(convolved, pooling, out, indices);
  }

  @Override
  public void convolveInputGradient(
      DMatrixRMaj gradient, DMatrixRMaj weight, SlidingWindow window, DMatrixRMaj out) {
    col2im(CommonOps_DDRM.multTransB(gradient, weight, null), window, out);
  }

  @Override
  public void convolveWeightGradient(
      DMatrixRMaj x, DMatrixRMaj gradient, SlidingWindow window, DMatrixRMaj out) {
    CommonOps_DDRM.multTransA(patches(x, window), gradient, out);
  }

  @Override
  public void convolveInputGradient(
      DMatrixRMaj values,
      int[] indices,
      DMatrixRMaj weight,
      SlidingWindow window,
      DMatrixRMaj out) {
    convolveInputGradient(gradient(values, indices, window, weight.numCols), weight, window, out);
  }

  @Override
  public void convolveWeightGradient(
      DMatrixRMaj x, DMatrixRMaj values, int[] indices, SlidingWindow window, DMatrixRMaj out) {
    convolveWeightGradient(x, gradient(values, indices, window, out.numCols), window, out);
  }

  private DMatrixRMaj gradient(
      DMatrixRMaj values, int[] indices, SlidingWindow window, int filters) {
    var gradient = new DMatrixRMaj(window.positions(), filters);
    scatter(values, indices, window.images(), gradient);
    return gradient;
  }

  @Override
  public void maxPool(DMatrixRMaj x, SlidingWindow window, DMatrixRMaj out, int[] indices) {
    int channels = window.channels();
    Arrays.fill(indices, -1);
    window.forEach(
        (position, pixel, tap) -> {
          for (int channel = 0; channel < channels; channel++) {
            int source = pixel * channels + channel;
            int target = position * channels + channel;
            double next = x.data[source];
            if (indices[target] < 0 || next > out.data[target] || Double.isNaN(next)) {
              out.data[target] = next;
              indices[target] = source;
            }
          }
        });
  }

  @Override
  public void scatter(DMatrixRMaj x, int[] indices, int images, DMatrixRMaj out) {
    for (int i = 0; i < indices.length; i++) {
      out.data[indices[i]] += x.data[i];
    }
  }

  @Override
  public void averagePool(DMatrixRMaj x, SlidingWindow window, DMatrixRMaj out) {
    int channels = window.channels();
    window.forEach(
        (position, pixel, tap) -> {
          for (int c = 0; c < channels; c++) {
            out.data[position * channels + c] +=
                x.data[pixel * channels + c] / window.pixels(position);
          }
        });
  }

  @Override
  public void averagePoolGradient(DMatrixRMaj gradient, SlidingWindow window, DMatrixRMaj out) {
    int channels = window.channels();
    window.forEach(
        (position, pixel, tap) -> {
          for (int c = 0; c < channels; c++) {
            out.data[pixel * channels + c] +=
                gradient.data[position * channels + c] / window.pixels(position);
          }
        });
  }

  @Override
  public void permute(DMatrixRMaj x, int[] lengths, int[] steps, DMatrixRMaj out) {
    int[] index = new int[lengths.length];
    for (int i = 0, source = 0; i < out.getNumElements(); i++) {
      out.data[i] = x.data[source];
      for (int d = lengths.length - 1; d >= 0; d--) {
        source += steps[d];
        if (++index[d] < lengths[d]) {
          break;
        }
        source -= steps[d] * lengths[d];
        index[d] = 0;
      }
    }
  }
}
