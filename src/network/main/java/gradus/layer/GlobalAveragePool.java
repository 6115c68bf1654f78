package gradus.layer;

import gradus.tensor.Tensor;
import gradus.tensor.Window;

/** The mean of each channel over the whole image: N×H×W×C → N×C (Lin et al., 2014). */
public final class GlobalAveragePool implements Layer {
  @Override
  public Pass forward(Tensor x, Mode mode) {
    InputShape.requireImages(this, x);
    var wholeImage = new Window(x.shape().dimension(1), x.shape().dimension(2), 1, 0, false);
    Tensor means = x.averagePool(wholeImage);
    return Pass.of(
        means.reshape(means.rows(), means.columns()),
        dy -> dy.averagePoolGradient(wholeImage, x.shape()));
  }

  @Override
  public String toString() {
    return "GlobalAveragePool";
  }
}
