package gradus.tensor;

/**
 * Mean and variance of each column of a matrix (R×C), both 1×C.
 *
 * @param variance the mean of the squared deviations, over R and not R − 1
 */
public record Moments(Tensor mean, Tensor variance) {
  /** Those of a tensor, in one pass where the engine can. */
  public static Moments of(Tensor x) {
    Tensor mean = Tensor.zeros(x.precision(), Shape.of(1, x.columns()));
    Tensor variance = mean.copy();
    x.engine().moments(x.matrix(), mean.matrix(), variance.matrix());
    return new Moments(mean, variance);
  }
}
