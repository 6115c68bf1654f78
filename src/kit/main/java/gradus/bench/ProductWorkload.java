package gradus.bench;

import gradus.layer.Initializer;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

/** The product of two square matrices, the measure of all that is fast. */
final class ProductWorkload implements Workload {
  private final Tensor a;
  private final Tensor b;
  private final int side;

  ProductWorkload(int side, Initializer initializer) {
    this.side = side;
    Shape square = Shape.of(side, side);
    a = initializer.weights(square, side, side);
    b = initializer.weights(square, side, side);
  }

  /** A product handles no pictures; it is counted as one. */
  @Override
  public int imagesPerStep() {
    return 1;
  }

  @Override
  public double operationsPerStep() {
    return 2.0 * side * side * side;
  }

  @Override
  public int stepsPerEpoch() {
    return 1;
  }

  @Override
  public double run(int steps) {
    double last = 0;
    for (int i = 0; i < steps; i++) {
      last = a.matmul(b).get(0);
    }
    return last;
  }
}
