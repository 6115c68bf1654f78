package gradus.layer;

import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * How the parameters of a network start: in which precision, from which randomness, how widely
 * spread.
 *
 * <p>One initializer serves a whole network, layer by layer in the order in which they are made.
 *
 * @param precision the precision of all parameters
 * @param random where the weights are drawn from
 * @param spread the distribution of the weights of one layer
 */
public record Initializer(Precision precision, RandomGenerator random, Spread spread) {
  /** Draws one weight of a layer that has so many inputs and outputs for each unit. */
  @FunctionalInterface
  public interface Spread {
    /** One draw. */
    double draw(RandomGenerator random, int fanIn, int fanOut);
  }

  private Initializer(Precision precision, Seed seed, Spread spread) {
    this(precision, seed.stream("weights"), spread);
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

  /** A tensor of random weights. */
  public Tensor weights(Shape shape, int fanIn, int fanOut) {
    return Tensor.random(precision, shape, () -> spread.draw(random, fanIn, fanOut));
  }

  /** A tensor of zeros: where biases start. */
  public Tensor zeros(Shape shape) {
    return Tensor.zeros(precision, shape);
  }

  /** A tensor that holds one value everywhere: 1 for scales. */
  public Tensor constant(Shape shape, double value) {
    return Tensor.full(precision, shape, value);
  }
}
