package gradus.exercise;

import gradus.tensor.Precision;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.random.RandomGenerator;

/** Random inputs for questions. */
record RandomInputs(RandomGenerator random) {
  /** Draws from the normal distribution. */
  Tensor gaussian(double deviation, int... shape) {
    return Tensor.gaussian(Precision.DOUBLE, Shape.of(shape), deviation, random);
  }

  /** Draws from low to high. */
  Tensor uniform(double low, double high, int... shape) {
    return Tensor.random(
        Precision.DOUBLE, Shape.of(shape), () -> low + (high - low) * random.nextDouble());
  }

  /** So many labels, each class once before any comes again. */
  int[] labels(int count, int classes) {
    int[] labels = new int[count];
    int first = random.nextInt(classes);
    for (int i = 0; i < count; i++) {
      labels[i] = i < classes ? (first + i) % classes : random.nextInt(classes);
    }
    return labels;
  }
}
