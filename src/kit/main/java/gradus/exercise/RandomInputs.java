package gradus.exercise;

import gradus.tensor.Precision;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Random inputs for exercises, in double precision.
 *
 * @param random where they are drawn from
 */
public record RandomInputs(RandomGenerator random) {
  /** Draws from the normal distribution of mean 0. */
  public Tensor gaussian(double deviation, int... shape) {
    return Tensor.gaussian(Precision.DOUBLE, Shape.of(shape), deviation, random);
  }

  /** Draws from the uniform distribution between low and high. */
  public Tensor uniform(double low, double high, int... shape) {
    return Tensor.random(
        Precision.DOUBLE, Shape.of(shape), () -> low + (high - low) * random.nextDouble());
  }

  /** Draws labels, each class once before any is repeated. */
  public int[] labels(int count, int classes) {
    int[] labels = new int[count];
    int first = random.nextInt(classes);
    for (int i = 0; i < count; i++) {
      labels[i] = i < classes ? (first + i) % classes : random.nextInt(classes);
    }
    return labels;
  }

  /** Draws an order of the numbers from 0 to count − 1. */
  public int[] permutation(int count) {
    int[] order = IntStream.range(0, count).toArray();
    for (int i = count - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return order;
  }
}
