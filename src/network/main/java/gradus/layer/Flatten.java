package gradus.layer;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;

/** Each example as one row, in the order rows, columns, channels: N×H×W×C → N×(H·W·C). */
public final class Flatten implements Layer {
  @Override
  public Pass forward(Tensor x, Mode mode) {
    if (x.shape().rank() < 2) {
      throw InputShape.mismatch(this, x.shape(), "a batch, one example for each index");
    }
    return Pass.of(x.reshape(flat(x.shape())), dy -> dy.reshape(x.shape()));
  }

  private static Shape flat(Shape shape) {
    int size = 1;
    for (int i = 1; i < shape.rank(); i++) {
      size *= shape.dimension(i);
    }
    return Shape.of(shape.dimension(0), size);
  }

  @Override
  public String toString() {
    return "Flatten";
  }
}
