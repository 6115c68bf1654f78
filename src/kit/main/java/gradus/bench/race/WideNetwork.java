package gradus.bench.race;

import gradus.layer.BatchNorm;
import gradus.layer.Conv2d;
import gradus.layer.Gelu;
import gradus.layer.GlobalMaxPool;
import gradus.layer.Initializer;
import gradus.layer.Layer;
import gradus.layer.Linear;
import gradus.layer.MaxPool2d;
import gradus.layer.Network;
import gradus.layer.PatchWhitening;
import gradus.layer.Sequential;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * The wide network of a ladder: {@link gradus.model.Airbench} with or without its parts, and with
 * an ordinary linear map at its end.
 */
final class WideNetwork {
  private static final int CLASSES = 10;
  private static final Window PATCH = Window.square(2);
  private static final double WHITENING_EPSILON = 5e-4;

  /**
   * The newest batch's share in the running statistics, as {@link gradus.model.Airbench} has it.
   */
  private static final double MOMENTUM = 0.4;

  private static final double EPSILON = 1e-12;

  private final Rung rung;
  private final Initializer initializer;
  private final List<Layer> layers = new ArrayList<>();

  private WideNetwork(Rung rung, Initializer initializer) {
    this.rung = rung;
    this.initializer = initializer;
  }

  /** The network before training; the images (N×H×W×C, preprocessed) are for whitening. */
  static Network of(Rung rung, Tensor images, Initializer initializer) {
    return new WideNetwork(rung, initializer).build(images);
  }

  private Network build(Tensor images) {
    Shape example = Shape.of(images.shape().dimension(1), images.shape().dimension(2), 3);
    int in = 2 * PATCH.area() * images.columns();
    layers.add(
        rung.has(Change.WHITENED)
            ? PatchWhitening.of(images, PATCH, WHITENING_EPSILON, initializer)
            : new Conv2d(images.columns(), in, PATCH, initializer));
    layers.add(new Gelu());
    for (int width : rung.effort().widths()) {
      layers.add(convolution(in, width));
      layers.add(new MaxPool2d(2));
      activation(width);
      layers.add(convolution(width, width));
      activation(width);
      in = width;
    }
    layers.add(new GlobalMaxPool());
    layers.add(new Linear(in, CLASSES, initializer));
    return new Network("wide network", example, new Sequential(layers));
  }

  private Layer convolution(int in, int out) {
    Window window = Window.square(3).withPadding(1);
    if (rung.has(Change.DIRAC)) {
      return Conv2d.dirac(in, out, window, initializer);
    }
    return rung.has(Change.BATCH_NORM)
        ? Conv2d.withoutBias(in, out, window, initializer)
        : new Conv2d(in, out, window, initializer);
  }

  private void activation(int width) {
    if (rung.has(Change.BATCH_NORM)) {
      layers.add(BatchNorm.withoutScale(width, MOMENTUM, EPSILON, initializer));
    }
    layers.add(new Gelu());
  }
}
