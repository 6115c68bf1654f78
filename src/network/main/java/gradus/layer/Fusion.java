package gradus.layer;

import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds neighbours in a chain of layers that one pass over memory can serve together.
 *
 * <p>A convolution, a ReLU and a max pooling are one: what the convolution makes is rectified and
 * pooled while it is still in the cache, and only what the pooling picks is ever written to memory.
 * A batch normalisation and a ReLU are one, too: on the way back the ReLU's choice is worked out
 * again rather than read again.
 */
final class Fusion {
  private Fusion() {}

  /** The layers, those that go together replaced by one layer that does the same. */
  static List<Layer> of(List<Layer> layers) {
    List<Layer> stages = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      boolean rectified = i + 1 < layers.size() && layers.get(i + 1) instanceof Relu;
      if (rectified
          && layer instanceof Conv2d convolution
          && i + 2 < layers.size()
          && layers.get(i + 2) instanceof MaxPool2d pooling) {
        stages.add(new PooledConvolution(convolution, pooling));
        i += 2;
      } else if (rectified && layer instanceof BatchNorm normalization) {
        stages.add(new RectifiedNormalization(normalization));
        i++;
      } else {
        stages.add(layer);
      }
    }
    return List.copyOf(stages);
  }

  /** A batch normalisation and a ReLU in the same passes. */
  private record RectifiedNormalization(BatchNorm normalization) implements Layer {
    @Override
    public Pass forward(Tensor x, Mode mode) {
      return normalization.forward(x, mode, true);
    }

    @Override
    public Parameters parameters() {
      return normalization.parameters();
    }
  }

  /** A convolution, a ReLU and a max pooling in one pass. */
  private record PooledConvolution(Conv2d convolution, MaxPool2d pooling) implements Layer {
    @Override
    public Pass forward(Tensor x, Mode mode) {
      return convolution.forwardRectifiedAndPooled(x, pooling.window());
    }

    @Override
    public Parameters parameters() {
      return convolution.parameters();
    }
  }
}
