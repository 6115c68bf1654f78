package gradus.model;

import gradus.layer.Conv2d;
import gradus.layer.Flatten;
import gradus.layer.Initializer;
import gradus.layer.Layer;
import gradus.layer.Linear;
import gradus.layer.MaxPool2d;
import gradus.layer.Network;
import gradus.layer.Relu;
import gradus.layer.Sequential;
import gradus.tensor.Shape;
import gradus.tensor.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The family of LeNet-5 (LeCun et al., 1998): two convolutions, each followed by a pooling, then
 * linear maps.
 */
public final class LeNet {
  private static final Window CONVOLUTION = Window.square(5);

  private LeNet() {}

  /** The classic for 32×32 colour images: 6 and 16 filters, then 120, 84 and 10 outputs. */
  public static Network classic(Initializer initializer) {
    return of(Shape.of(32, 32, 3), initializer, Relu::new, 6, 16, 120, 84, 10);
  }

  /**
   * A network of this family: 5×5 convolutions without padding, max pooling by 2.
   *
   * @param example the shape of one image, H×W×C
   * @param activation what follows each convolution and each hidden linear map
   * @param widths filters of the first and of the second convolution, then the outputs of the
   *     linear maps, last the number of classes
   */
  public static Network of(
      Shape example, Initializer initializer, Supplier<Layer> activation, int... widths) {
    if (widths.length < 3) {
      throw new IllegalArgumentException(
          "this family needs the filters of two convolutions and the number of classes, got %d widths"
              .formatted(widths.length));
    }
    List<Layer> layers = new ArrayList<>();
    int in = example.dimension(2);
    for (int filters : List.of(widths[0], widths[1])) {
      layers.add(new Conv2d(in, filters, CONVOLUTION, initializer));
      layers.add(activation.get());
      layers.add(new MaxPool2d(2));
      in = filters;
    }
    layers.add(new Flatten());
    in *= side(example.dimension(0)) * side(example.dimension(1));
    for (int i = 2; i < widths.length; i++) {
      layers.add(new Linear(in, widths[i], initializer));
      if (i < widths.length - 1) {
        layers.add(activation.get());
      }
      in = widths[i];
    }
    return new Network("LeNet", example, new Sequential(layers));
  }

  /** What two convolutions and poolings leave of a side. */
  private static int side(int pixels) {
    return CONVOLUTION.outputHeight(CONVOLUTION.outputHeight(pixels) / 2) / 2;
  }
}
