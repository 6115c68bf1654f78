package gradus.tensor;

/**
 * Mean and variance of each column of a matrix (R×C), both 1×C.
 *
 * @param variance the mean of the squared deviations, over R and not R − 1
 */
public record Moments(Tensor mean, Tensor variance) {}
