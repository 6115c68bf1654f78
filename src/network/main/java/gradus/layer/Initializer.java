package gradus.layer;

import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * Draws the initial parameters of a network.
 *
 * <p>One initializer serves a whole network, layer by layer in the order in which the layers are
 * made.
 */
public final class Initializer {
  /** The distribution of the weights of one layer. */
  @FunctionalInterface
  public interface Distribution {
    /**
     * Draws one weight.
     *
     * @param fanIn the number of inputs of each unit
     * @param fanOut the number of units that each input feeds
     */
    double draw(RandomGenerator random, int fanIn, int fanOut);
  }

  private final Precision precision;
  private final Distribution distribution;
  private final RandomGenerator random;

  /**
   * An initializer with any distribution.
   *
   * @param precision of all parameters
   * @param seed its stream {@code "weights"} is what the weights are drawn from
   */
  public Initializer(Precision precision, Seed seed, Distribution distribution) {
    this.precision = precision;
    this.distribution = distribution;
    random = seed.stream("weights");
  }

  /** Gaussian with a fixed standard deviation, as in CS231n's assignments. */
  public static Initializer gaussian(Precision precision, Seed seed, double deviation) {
    return new Initializer(
        precision, seed, (random, fanIn, fanOut) -> deviation * random.nextGaussian());
  }

  /** Gaussian with variance 2/fanIn, made for ReLU (He et al., 2015). */
  public static Initializer he(Precision precision, Seed seed) {
    return new Initializer(
        precision, seed, (random, fanIn, fanOut) -> Math.sqrt(2.0 / fanIn) * random.nextGaussian());
  }

  /** Gaussian with variance 1/fanIn, made for the linear range of tanh (LeCun et al., 1998). */
  public static Initializer lecun(Precision precision, Seed seed) {
    return new Initializer(
        precision, seed, (random, fanIn, fanOut) -> Math.sqrt(1.0 / fanIn) * random.nextGaussian());
  }

  /** Uniform with variance 2/(fanIn + fanOut), also called Glorot's (Glorot and Bengio, 2010). */
  public static Initializer xavierUniform(Precision precision, Seed seed) {
    return new Initializer(
        precision,
        seed,
        (random, fanIn, fanOut) ->
            Math.sqrt(6.0 / (fanIn + fanOut)) * (2 * random.nextDouble() - 1));
  }

  /** Gaussian with variance 2/(fanIn + fanOut), also called Glorot's (Glorot and Bengio, 2010). */
  public static Initializer xavierNormal(Precision precision, Seed seed) {
    return new Initializer(
        precision,
        seed,
        (random, fanIn, fanOut) -> Math.sqrt(2.0 / (fanIn + fanOut)) * random.nextGaussian());
  }

  /** Uniform within ±1/√fanIn, from which PyTorch draws linear maps and convolutions. */
  public static Initializer uniform(Precision precision, Seed seed) {
    return new Initializer(
        precision,
        seed,
        (random, fanIn, fanOut) -> (2 * random.nextDouble() - 1) / Math.sqrt(fanIn));
  }

  /** The precision of all parameters. */
  public Precision precision() {
    return precision;
  }

  /** A tensor of random weights. */
  public Tensor weights(Shape shape, int fanIn, int fanOut) {
    return Tensor.random(precision, shape, () -> distribution.draw(random, fanIn, fanOut));
  }

  /** A tensor of zeros, for biases. */
  public Tensor zeros(Shape shape) {
    return Tensor.zeros(precision, shape);
  }

  /** A tensor that holds one value everywhere, such as 1 for scales. */
  public Tensor constant(Shape shape, double value) {
    return Tensor.full(precision, shape, value);
  }
}
