package gradus.tensor;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * The readable engine: plain loops in double precision.
 *
 * <p>The build writes its twin in single precision, {@code FloatEngine}, from this file by
 * replacing the types, so what is proven here in double precision is the same code there.
 */
@SuppressWarnings("cast") // needed by the twin, where (double) reads (float)
class DoubleEngine implements Engine {
  @Override
  public String describe() {
    return "plain loops in double precision";
  }

  /**
   * Row by row and with separate arrays for each row of the result, which lets the JIT vectorise
   * the inner loop.
   */
  @Override
  public void matmul(Tensor a, Tensor b, Tensor out) {
    double[] x = a.doubles();
    double[] y = b.doubles();
    double[] z = out.doubles();
    int inner = a.columns();
    int columns = b.columns();
    double[] sums = new double[columns];
    double[] row = new double[columns];
    for (int i = 0; i < a.rows(); i++) {
      java.util.Arrays.fill(sums, 0);
      for (int k = 0; k < inner; k++) {
        double factor = x[i * inner + k];
        System.arraycopy(y, k * columns, row, 0, columns);
        for (int j = 0; j < columns; j++) {
          sums[j] += factor * row[j];
        }
      }
      System.arraycopy(sums, 0, z, i * columns, columns);
    }
  }

  @Override
  public void transposeMatmul(Tensor a, Tensor b, Tensor out) {
    matmul(a.reshape(a.rows(), a.columns()).transpose(), b, out);
  }

  @Override
  public void matmulTranspose(Tensor a, Tensor b, Tensor out) {
    matmul(a, b.reshape(b.rows(), b.columns()).transpose(), out);
  }

  /** In the order of a matrix product, for the same reason. */
  @Override
  public void manhattanDistances(Tensor a, Tensor b, Tensor out) {
    double[] x = a.doubles();
    double[] y = b.reshape(b.rows(), b.columns()).transpose().doubles();
    double[] z = out.doubles();
    int inner = a.columns();
    int columns = b.rows();
    double[] sums = new double[columns];
    for (int i = 0; i < a.rows(); i++) {
      java.util.Arrays.fill(sums, 0);
      for (int k = 0; k < inner; k++) {
        double from = x[i * inner + k];
        int start = k * columns;
        for (int j = 0; j < columns; j++) {
          sums[j] += Math.abs(from - y[start + j]);
        }
      }
      System.arraycopy(sums, 0, z, i * columns, columns);
    }
  }

  @Override
  public void map(Tensor x, DoubleUnaryOperator f, Tensor out) {
    double[] from = x.doubles();
    double[] to = out.doubles();
    for (int i = 0; i < to.length; i++) {
      to[i] = (double) f.applyAsDouble(from[i]);
    }
  }

  @Override
  public void combine(Tensor x, Tensor y, DoubleBinaryOperator f, Tensor out) {
    double[] left = x.doubles();
    double[] right = y.doubles();
    double[] to = out.doubles();
    for (int i = 0; i < to.length; i++) {
      to[i] = (double) f.applyAsDouble(left[i], right[i]);
    }
  }

  @Override
  public void elementwise(Operation operation, Tensor x, Tensor y, Tensor out) {
    double[] left = x.doubles();
    double[] right = y.doubles();
    double[] to = out.doubles();
    int columns = x.columns();
    int rowStep = y.rows() == x.rows() ? y.columns() : 0;
    int columnStep = y.columns() == columns ? 1 : 0;
    for (int row = 0, i = 0; row < x.rows(); row++) {
      for (int column = 0; column < columns; column++, i++) {
        double other = right[row * rowStep + column * columnStep];
        to[i] =
            switch (operation) {
              case PLUS -> left[i] + other;
              case MINUS -> left[i] - other;
              case TIMES -> left[i] * other;
              case DIVIDED -> left[i] / other;
            };
      }
    }
  }

  @Override
  public void scale(Tensor x, double factor, Tensor out) {
    double[] from = x.doubles();
    double[] to = out.doubles();
    double by = (double) factor;
    for (int i = 0; i < to.length; i++) {
      to[i] = by * from[i];
    }
  }

  @Override
  public void addScaled(Tensor target, double factor, Tensor x) {
    double[] to = target.doubles();
    double[] from = x.doubles();
    double by = (double) factor;
    for (int i = 0; i < to.length; i++) {
      to[i] += by * from[i];
    }
  }

  @Override
  public void blend(Tensor target, double keep, double factor, Tensor x) {
    double[] to = target.doubles();
    double[] from = x.doubles();
    double old = (double) keep;
    double by = (double) factor;
    for (int i = 0; i < to.length; i++) {
      to[i] = old * to[i] + by * from[i];
    }
  }

  @Override
  public void accumulateSquares(Tensor target, double keep, double factor, Tensor x) {
    double[] to = target.doubles();
    double[] from = x.doubles();
    double old = (double) keep;
    double by = (double) factor;
    for (int i = 0; i < to.length; i++) {
      to[i] = old * to[i] + by * from[i] * from[i];
    }
  }

  @Override
  public void addcdiv(Tensor target, double factor, Tensor x, Tensor squares, double epsilon) {
    double[] to = target.doubles();
    double[] from = x.doubles();
    double[] under = squares.doubles();
    double by = (double) factor;
    double least = (double) epsilon;
    for (int i = 0; i < to.length; i++) {
      to[i] += by * from[i] / ((double) Math.sqrt(under[i]) + least);
    }
  }

  @Override
  public void columnSums(Tensor x, Tensor out) {
    double[] from = x.doubles();
    double[] to = out.doubles();
    for (int row = 0, i = 0; row < x.rows(); row++) {
      for (int column = 0; column < to.length; column++, i++) {
        to[column] += from[i];
      }
    }
  }

  @Override
  public void rowSums(Tensor x, Tensor out) {
    double[] from = x.doubles();
    double[] to = out.doubles();
    for (int row = 0, i = 0; row < to.length; row++) {
      for (int column = 0; column < x.columns(); column++, i++) {
        to[row] += from[i];
      }
    }
  }

  @Override
  public void columnVariances(Tensor x, Tensor mean, Tensor out) {
    double[] from = x.doubles();
    double[] means = mean.doubles();
    double[] to = out.doubles();
    for (int row = 0, i = 0; row < x.rows(); row++) {
      for (int column = 0; column < to.length; column++, i++) {
        double deviation = from[i] - means[column];
        to[column] += deviation * deviation;
      }
    }
    scale(out.copy(), 1.0 / x.rows(), out);
  }

  @Override
  public void columnDots(Tensor x, Tensor y, Tensor out) {
    double[] left = x.doubles();
    double[] right = y.doubles();
    double[] to = out.doubles();
    for (int row = 0, i = 0; row < x.rows(); row++) {
      for (int column = 0; column < to.length; column++, i++) {
        to[column] += left[i] * right[i];
      }
    }
  }

  @Override
  public double dot(Tensor x, Tensor y) {
    double[] left = x.doubles();
    double[] right = y.doubles();
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  @Override
  public void leakyRelu(Tensor x, double slope, Tensor out) {
    double[] from = x.doubles();
    double[] to = out.doubles();
    double below = (double) slope;
    for (int i = 0; i < to.length; i++) {
      to[i] = from[i] <= 0 ? damped(below, from[i]) : from[i];
    }
  }

  @Override
  public void leakyReluGradient(Tensor x, Tensor gradient, double slope, Tensor out) {
    double[] input = x.doubles();
    double[] from = gradient.doubles();
    double[] to = out.doubles();
    double below = (double) slope;
    for (int i = 0; i < to.length; i++) {
      to[i] = input[i] <= 0 ? damped(below, from[i]) : from[i];
    }
  }

  /** Nothing is let through by a slope of 0, neither a minus sign nor an infinity. */
  private static double damped(double below, double x) {
    return below == 0 ? 0 : below * x;
  }

  @Override
  public void normalize(Tensor x, Normalization normalization, Tensor out) {
    double[] from = x.doubles();
    double[] to = out.doubles();
    for (int row = 0, i = 0; row < x.rows(); row++) {
      for (int column = 0; column < x.columns(); column++, i++) {
        double y = normalized(from[i], column, normalization);
        to[i] = normalization.rectified() && y <= 0 ? 0 : y;
      }
    }
  }

  private static double normalized(double x, int column, Normalization normalization) {
    double deviation = x - normalization.mean().doubles()[column];
    return deviation * normalization.factor().doubles()[column]
        + normalization.shift().doubles()[column];
  }

  @Override
  public void normalizationSums(
      Tensor x, Tensor gradient, Normalization normalization, Normalization.Sums out) {
    double[] from = x.doubles();
    double[] means = normalization.mean().doubles();
    double[] gradients = out.gradients().doubles();
    double[] products = out.products().doubles();
    double[] dy = through(x, gradient, normalization);
    for (int row = 0, i = 0; row < x.rows(); row++) {
      for (int column = 0; column < means.length; column++, i++) {
        gradients[column] += dy[i];
        products[column] += dy[i] * (from[i] - means[column]);
      }
    }
  }

  @Override
  public void normalizationGradient(
      Tensor x,
      Tensor gradient,
      Normalization normalization,
      Tensor sum,
      Tensor slope,
      Tensor out) {
    double[] from = x.doubles();
    double[] to = out.doubles();
    double[] means = normalization.mean().doubles();
    double[] factors = normalization.factor().doubles();
    double[] sums = sum.doubles();
    double[] slopes = slope.doubles();
    double[] dy = through(x, gradient, normalization);
    double rows = (double) x.rows();
    for (int row = 0, i = 0; row < x.rows(); row++) {
      for (int column = 0; column < means.length; column++, i++) {
        double shared = (sums[column] + (from[i] - means[column]) * slopes[column]) / rows;
        to[i] = factors[column] * (dy[i] - shared);
      }
    }
  }

  /** The gradient where the ReLU behind the normalisation, if there is one, let it through. */
  private static double[] through(Tensor x, Tensor gradient, Normalization normalization) {
    double[] from = x.doubles();
    double[] dy = gradient.doubles().clone();
    for (int i = 0; normalization.rectified() && i < dy.length; i++) {
      dy[i] = normalized(from[i], i % x.columns(), normalization) <= 0 ? 0 : dy[i];
    }
    return dy;
  }

  /**
   * Shifted by the largest element of the row: every exponential is then at most 1, and one of them
   * is 1.
   */
  @Override
  public void rowSoftmax(Tensor x, Tensor out) {
    double[] from = x.doubles();
    double[] to = out.doubles();
    int columns = x.columns();
    for (int start = 0; start < to.length; start += columns) {
      double largest = largest(from, start, columns);
      double sum = 0;
      for (int i = start; i < start + columns; i++) {
        to[i] = (double) Math.exp(from[i] - largest);
        sum += to[i];
      }
      for (int i = start; i < start + columns; i++) {
        to[i] /= sum;
      }
    }
  }

  @Override
  public void rowLogSumExp(Tensor x, Tensor out) {
    double[] from = x.doubles();
    double[] to = out.doubles();
    int columns = x.columns();
    for (int row = 0; row < to.length; row++) {
      double largest = largest(from, row * columns, columns);
      double sum = 0;
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        sum += (double) Math.exp(from[i] - largest);
      }
      to[row] = largest + (double) Math.log(sum);
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
  public void im2col(Tensor x, Window window, Tensor out) {
    Positions positions = new Positions(x.shape(), window);
    double[] from = x.doubles();
    double[] to = out.doubles();
    int channels = x.columns();
    positions.forEach(
        (position, pixel, tap) ->
            System.arraycopy(
                from, pixel * channels, to, (position * window.area() + tap) * channels, channels));
  }

  @Override
  public void col2im(Tensor columns, Window window, Tensor out) {
    Positions positions = new Positions(out.shape(), window);
    double[] from = columns.doubles();
    double[] to = out.doubles();
    int channels = out.columns();
    positions.forEach(
        (position, pixel, tap) -> {
          int start = (position * window.area() + tap) * channels;
          for (int channel = 0; channel < channels; channel++) {
            to[pixel * channels + channel] += from[start + channel];
          }
        });
  }

  @Override
  public void convolve(Tensor x, Tensor weight, Tensor bias, Window window, Tensor out) {
    out.assign(x.im2col(window).matmul(weight).plusRow(bias).reshape(out.shape()));
  }

  @Override
  public void convolveInputGradient(Tensor gradient, Tensor weight, Window window, Tensor out) {
    out.assign(gradient.matmulTranspose(weight).col2im(window, out.shape()));
  }

  @Override
  public void convolveWeightGradient(Tensor x, Tensor gradient, Window window, Tensor out) {
    out.assign(x.im2col(window).transposeMatmul(gradient));
  }

  @Override
  public void maxPool(Tensor x, Window window, Tensor out, int[] indices) {
    double[] from = x.doubles();
    double[] to = out.doubles();
    int channels = x.columns();
    java.util.Arrays.fill(indices, -1);
    new Positions(x.shape(), window)
        .forEach(
            (position, pixel, tap) -> {
              for (int channel = 0; channel < channels; channel++) {
                int source = pixel * channels + channel;
                int target = position * channels + channel;
                if (indices[target] < 0
                    || from[source] > to[target]
                    || Double.isNaN(from[source])) {
                  to[target] = from[source];
                  indices[target] = source;
                }
              }
            });
  }

  @Override
  public void scatter(Tensor x, int[] indices, Tensor out) {
    double[] from = x.doubles();
    double[] to = out.doubles();
    for (int i = 0; i < indices.length; i++) {
      to[indices[i]] += from[i];
    }
  }

  @Override
  public void averagePool(Tensor x, Window window, Tensor out) {
    Positions positions = new Positions(x.shape(), window);
    int[] counts = positions.counts();
    double[] from = x.doubles();
    double[] to = out.doubles();
    int channels = x.columns();
    positions.forEach(
        (position, pixel, tap) -> {
          for (int channel = 0; channel < channels; channel++) {
            to[position * channels + channel] +=
                from[pixel * channels + channel] / counts[position];
          }
        });
  }

  @Override
  public void averagePoolGradient(Tensor gradient, Window window, Tensor out) {
    Positions positions = new Positions(out.shape(), window);
    int[] counts = positions.counts();
    double[] from = gradient.doubles();
    double[] to = out.doubles();
    int channels = out.columns();
    positions.forEach(
        (position, pixel, tap) -> {
          for (int channel = 0; channel < channels; channel++) {
            to[pixel * channels + channel] +=
                from[position * channels + channel] / counts[position];
          }
        });
  }

  @Override
  public void permute(Tensor x, int[] axes, Tensor out) {
    double[] from = x.doubles();
    double[] to = out.doubles();
    int[] steps = Positions.steps(x.shape(), axes);
    int[] lengths = out.shape().dimensions();
    int[] index = new int[lengths.length];
    for (int i = 0, source = 0; i < to.length; i++) {
      to[i] = from[source];
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
