package gradus.tensor;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * The arithmetic behind {@link Tensor} in one precision.
 *
 * <p>Tensor checks shapes and allocates; an engine reads its operands and fills {@code out}, which
 * holds zeros and shares no storage with them. Images are N×H×W×C; the weights of a convolution are
 * (height·width·channels)×filters, with rows ordered by window row, window column, channel.
 */
interface Engine {
  /** The engine that serves a precision on this machine, chosen once at start. */
  static Engine of(Precision precision) {
    return precision == Precision.DOUBLE ? Engines.DOUBLE : Engines.SINGLE;
  }

  /** How {@code gradus doctor} names it. */
  String describe();

  /** out = a·b. */
  void matmul(Tensor a, Tensor b, Tensor out);

  /** out = aᵀ·b. */
  void transposeMatmul(Tensor a, Tensor b, Tensor out);

  /** out = a·bᵀ. */
  void matmulTranspose(Tensor a, Tensor b, Tensor out);

  /** out[i,j] = the sum of |a − b| over row i of a and row j of b. */
  void manhattanDistances(Tensor a, Tensor b, Tensor out);

  void map(Tensor x, DoubleUnaryOperator f, Tensor out);

  void combine(Tensor x, Tensor y, DoubleBinaryOperator f, Tensor out);

  /** out = x ∘ y, element by element; y may be one row, which serves every row, or one column. */
  void elementwise(Operation operation, Tensor x, Tensor y, Tensor out);

  /** out = factor·x. */
  void scale(Tensor x, double factor, Tensor out);

  /** target += factor·x. */
  void addScaled(Tensor target, double factor, Tensor x);

  /** target = keep·target + factor·x. */
  void blend(Tensor target, double keep, double factor, Tensor x);

  /** target = keep·target + factor·x². */
  void accumulateSquares(Tensor target, double keep, double factor, Tensor x);

  /** target += factor·x / (√squares + epsilon). */
  void addcdiv(Tensor target, double factor, Tensor x, Tensor squares, double epsilon);

  /** out (1×C) = the sums over the rows of x (R×C). */
  void columnSums(Tensor x, Tensor out);

  /** out (R×1) = the sums over the columns of x (R×C). */
  void rowSums(Tensor x, Tensor out);

  /** out (1×C) = the means of (x − mean)² over the rows of x (R×C). */
  void columnVariances(Tensor x, Tensor mean, Tensor out);

  /** out (1×C) = the sums of x ∘ y over their rows (R×C). */
  void columnDots(Tensor x, Tensor y, Tensor out);

  /** The sum of x·y over all elements, accumulated in double precision. */
  double dot(Tensor x, Tensor y);

  /** out = x where x is positive, slope·x elsewhere. */
  void leakyRelu(Tensor x, double slope, Tensor out);

  /** out = gradient where x is positive, slope·gradient elsewhere. */
  void leakyReluGradient(Tensor x, Tensor gradient, double slope, Tensor out);

  /** Writes mean and variance over the rows of x (R×C). */
  default void moments(Tensor x, Moments out) {
    out.mean().assign(x.columnMeans());
    columnVariances(x, out.mean(), out.variance());
  }

  /** out = the normalised rows of x. */
  void normalize(Tensor x, Normalization normalization, Tensor out);

  /** Adds to out what {@link Normalization#sums} says. */
  void normalizationSums(
      Tensor x, Tensor gradient, Normalization normalization, Normalization.Sums out);

  /** out = what {@link Normalization#gradient} says. */
  void normalizationGradient(
      Tensor x, Tensor gradient, Normalization normalization, Tensor sum, Tensor slope, Tensor out);

  /** out = exp(x − logsumexp(x)) row by row. */
  void rowSoftmax(Tensor x, Tensor out);

  /** out (R×1) = log Σ exp(x) row by row. */
  void rowLogSumExp(Tensor x, Tensor out);

  /**
   * out (rows = positions, columns = window) gathers the pixels that each position of the window
   * sees.
   */
  void im2col(Tensor x, Window window, Tensor out);

  /** Adds the columns back to the pixels they came from: the transpose of im2col. */
  void col2im(Tensor columns, Window window, Tensor out);

  /** out = the cross-correlation of images x with the weights, plus the bias. */
  void convolve(Tensor x, Tensor weight, Tensor bias, Window window, Tensor out);

  /** Convolves, keeps what is positive, and picks the largest value in each window of a pooling. */
  default void convolveReluMaxPool(
      Tensor x, Tensor weight, Tensor bias, Window window, Window pooling, Selection out) {
    Tensor rectified = x.convolve(weight, bias, window).leakyRelu(0);
    maxPool(rectified, pooling, out.values(), out.indices());
  }

  /** out = the gradient with respect to the images. */
  void convolveInputGradient(Tensor gradient, Tensor weight, Window window, Tensor out);

  /** out = the gradient with respect to the weights. */
  void convolveWeightGradient(Tensor x, Tensor gradient, Window window, Tensor out);

  /** The same for a gradient of the output that is zero but where values were picked. */
  default void convolveInputGradient(
      Selection picked, Tensor gradients, Tensor weight, Window window, Tensor out) {
    convolveInputGradient(picked.scatter(gradients), weight, window, out);
  }

  /** The same for a gradient of the output that is zero but where values were picked. */
  default void convolveWeightGradient(
      Tensor x, Selection picked, Tensor gradients, Window window, Tensor out) {
    convolveWeightGradient(x, picked.scatter(gradients), window, out);
  }

  /**
   * out = the largest value in each window, the first of equals; indices = where it stands in x.
   */
  void maxPool(Tensor x, Window window, Tensor out, int[] indices);

  /** out[indices[i]] += x[i]. */
  void scatter(Tensor x, int[] indices, Tensor out);

  /** out = the mean of the pixels in each window; pixels in the padding do not count. */
  void averagePool(Tensor x, Window window, Tensor out);

  /** out = each gradient shared equally among the pixels of its window. */
  void averagePoolGradient(Tensor gradient, Window window, Tensor out);

  /** Reorders dimensions: dimension i of out is dimension axes[i] of x. */
  void permute(Tensor x, int[] axes, Tensor out);
}
