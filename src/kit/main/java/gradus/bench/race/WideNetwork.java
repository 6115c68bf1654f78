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

  private final List<Change> changes;
  private final Initializer initializer;
  private final List<Layer> layers = new ArrayList<>();

  private WideNetwork(List<Change> changes, Initializer initializer) {
    this.changes = changes;
    this.initializer = initializer;
  }

  /**
   * The network before training.
   *
   * @param changes of which those of the network matter
   * @param widths the numbers of filters of the blocks
   * @param images N×H×W×C, preprocessed, whose patches are whitened
   */
  static Network of(
      List<Change> changes, List<Integer> widths, Tensor images, Initializer initializer) {
    return new WideNetwork(changes, initializer).build(widths, images);
  }

  private Network build(List<Integer> widths, Tensor images) {
    Shape example = Shape.of(images.shape().dimension(1), images.shape().dimension(2), 3);
    int in = 2 * PATCH.area() * images.columns();
    layers.add(
        changes.contains(Change.WHITENED)
            ? PatchWhitening.of(images, PATCH, WHITENING_EPSILON, initializer)
            : new Conv2d(images.columns(), in, PATCH, initializer));
    layers.add(new Gelu());
    for (int width : widths) {
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
    if (changes.contains(Change.DIRAC)) {
      return Conv2d.dirac(in, out, window, initializer);
    }
    return changes.contains(Change.BATCH_NORM)
        ? Conv2d.withoutBias(in, out, window, initializer)
        : new Conv2d(in, out, window, initializer);
  }

  private void activation(int width) {
    if (changes.contains(Change.BATCH_NORM)) {
      layers.add(BatchNorm.withoutScale(width, MOMENTUM, EPSILON, initializer));
    }
    layers.add(new Gelu());
  }
}
