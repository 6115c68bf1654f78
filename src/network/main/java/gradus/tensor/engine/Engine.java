package gradus.tensor.engine;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.Matrix;

/**
 * The operations of tensors on EJML matrices of one type.
 *
 * <p>The caller checks shapes and allocates. An engine reads its operands and fills {@code out},
 * which holds zeros and shares no storage with them. The matrix of images N×H×W×C has a row for
 * each pixel and a column for each channel; the weights of a convolution are
 * (height·width·channels)×filters, with rows ordered by window row, window column, channel.
 *
 * @param <M> the type of its matrices
 */
public interface Engine<M extends Matrix> {
  /** How it computes, in a few words. */
  String describe();

  /** out = a·b. */
  void matmul(M a, M b, M out);

  /** out = aᵀ·b. */
  void transposeMatmul(M a, M b, M out);

  /** out = a·bᵀ. */
  void matmulTranspose(M a, M b, M out);

  /** out[i,j] = the sum of |a − b| over row i of a and row j of b. */
  void manhattanDistances(M a, M b, M out);

  /** out = f(x), element by element. */
  void map(M x, DoubleUnaryOperator f, M out);

  /** out = f(x, y), element by element. */
  void combine(M x, M y, DoubleBinaryOperator f, M out);

  /** out = x ∘ y, element by element; y may be one row, which serves every row, or one column. */
  void elementwise(Operation operation, M x, M y, M out);

  /** out = factor·x. */
  void scale(M x, double factor, M out);

  /** target += factor·x. */
  void addScaled(M target, double factor, M x);

  /** target = keep·target + factor·x. */
  void blend(M target, double keep, double factor, M x);

  /** target = keep·target + factor·x². */
  void accumulateSquares(M target, double keep, double factor, M x);

  /** target += factor·x / (√squares + epsilon). */
  void addcdiv(M target, double factor, M x, M squares, double epsilon);

  /** out (1×C) = the sums over the rows of x (R×C). */
  void columnSums(M x, M out);

  /** out (R×1) = the sums over the columns of x (R×C). */
  void rowSums(M x, M out);

  /** out (1×C) = the sums of x ∘ y over their rows (R×C). */
  void columnDots(M x, M y, M out);

  /** The sum of x·y over all elements, accumulated in their precision. */
  double dot(M x, M y);

  /** out = x where x is positive, slope·x elsewhere. */
  void leakyRelu(M x, double slope, M out);

  /** out = gradient where x is positive, slope·gradient elsewhere. */
  void leakyReluGradient(M x, M gradient, double slope, M out);

  /** out = x·Φ(x), where Φ is the distribution function of the standard normal distribution. */
  void gelu(M x, M out);

  /** out = gradient·(Φ(x) + x·φ(x)), where φ is the density. */
  void geluGradient(M x, M gradient, M out);

  /** Writes mean and variance over the rows of x (R×C), both 1×C. */
  void moments(M x, M mean, M variance);

  /** out = the normalised rows of x. */
  void normalize(M x, Normalizer<M> normalizer, M out);

  /**
   * Sums over the rows (R×C → 1×C): of the gradient in front of the activation, and of that times x
   * − mean.
   */
  void normalizationSums(M x, M gradient, Normalizer<M> normalizer, M gradients, M products);

  /**
   * out = factor∘(gradient − (sum + (x − mean)∘slope)/R), with the gradient in front of the
   * activation; sum and slope are 1×C.
   */
  void normalizationGradient(M x, M gradient, Normalizer<M> normalizer, M sum, M slope, M out);

  /** out = exp(x − logsumexp(x)) row by row. */
  void rowSoftmax(M x, M out);

  /** out (R×1) = log Σ exp(x) row by row. */
  void rowLogSumExp(M x, M out);

  /** out (positions×patch size) = the pixels under the window at each of its positions. */
  void im2col(M x, SlidingWindow window, M out);

  /** Adds the columns back to the pixels they came from: the transpose of im2col. */
  void col2im(M columns, SlidingWindow window, M out);

  /** out = the cross-correlation of images x with the weights, plus the bias. */
  void convolve(M x, M weight, M bias, SlidingWindow window, M out);

  /**
   * Convolves and picks the largest value in each window of a pooling, as {@link #maxPool} does.
   *
   * @param rectified whether what is negative becomes 0 before it is pooled
   */
  void convolveMaxPool(
      M x,
      M weight,
      M bias,
      SlidingWindow window,
      boolean rectified,
      SlidingWindow pooling,
      M out,
      int[] indices);

  /** out = the gradient with respect to the images. */
  void convolveInputGradient(M gradient, M weight, SlidingWindow window, M out);

  /** out = the gradient with respect to the weights. */
  void convolveWeightGradient(M x, M gradient, SlidingWindow window, M out);

  /** The same for an output gradient that holds these values at their indices, else zeros. */
  void convolveInputGradient(M values, int[] indices, M weight, SlidingWindow window, M out);

  /** The same for an output gradient that holds these values at their indices, else zeros. */
  void convolveWeightGradient(M x, M values, int[] indices, SlidingWindow window, M out);

  /**
   * out = the largest value in each window, the first of equals; indices = where it stands in x.
   */
  void maxPool(M x, SlidingWindow window, M out, int[] indices);

  /** out[indices[i]] += x[i], where out is a number of images, each with as many values of x. */
  void scatter(M x, int[] indices, int images, M out);

  /** out = the mean of the pixels in each window; pixels in the padding do not count. */
  void averagePool(M x, SlidingWindow window, M out);

  /** out = each gradient shared equally among the pixels of its window. */
  void averagePoolGradient(M gradient, SlidingWindow window, M out);

  /**
   * Reorders dimensions: dimension i of out has this length, and its neighbours stand this many
   * steps apart in x.
   */
  void permute(M x, int[] lengths, int[] steps, M out);
}
