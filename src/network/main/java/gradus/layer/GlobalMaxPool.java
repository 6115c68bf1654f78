package gradus.layer;

import gradus.tensor.Selection;
import gradus.tensor.Tensor;
import gradus.tensor.Window;

/** The largest value of each channel over the whole image: N×H×W×C → N×C. */
public final class GlobalMaxPool implements Layer {
  @Override
  public Pass forward(Tensor x, Mode mode) {
    InputShape.requireImages(this, x);
    var wholeImage = new Window(x.shape().dimension(1), x.shape().dimension(2), 1, 0, false);
    var largest = Selection.maxPool(x, wholeImage);
    Tensor values = largest.values();
    return Pass.of(values.reshape(values.rows(), values.columns()), largest::scatter);
  }

  @Override
  public String toString() {
    return "GlobalMaxPool";
  }
}
