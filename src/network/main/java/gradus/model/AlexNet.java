package gradus.model;

import gradus.layer.BatchNorm;
import gradus.layer.Conv2d;
import gradus.layer.Dropout;
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

/**
 * AlexNet (Krizhevsky et al., 2012) in one piece, for 224×224 images: five convolutions, three
 * overlapping poolings, three linear maps.
 */
public final class AlexNet {
  private static final Window POOLING = Window.square(3).withStride(2);

  private final Initializer initializer;
  private final boolean batchNorm;
  private final List<Layer> layers = new ArrayList<>();

  private AlexNet(Initializer initializer, boolean batchNorm) {
    this.initializer = initializer;
    this.batchNorm = batchNorm;
  }

  /**
   * The plain network.
   *
   * @param channels of the images: 3, or 1 for grey ones
   * @param zeroing the probability with which dropout sets a hidden number to zero
   */
  public static Network of(int channels, double zeroing, Initializer initializer) {
    return new AlexNet(initializer, false).build(channels, zeroing);
  }

  /** The network with batch normalisation between each map, but the last, and its ReLU. */
  public static Network withBatchNorm(int channels, double zeroing, Initializer initializer) {
    return new AlexNet(initializer, true).build(channels, zeroing);
  }

  private Network build(int channels, double zeroing) {
    convolve(channels, 96, new Window(11, 11, 4, 1, false));
    pool();
    convolve(96, 256, Window.square(5).withPadding(2));
    pool();
    convolve(256, 384, Window.square(3).withPadding(1));
    convolve(384, 384, Window.square(3).withPadding(1));
    convolve(384, 256, Window.square(3).withPadding(1));
    pool();
    layers.add(new Flatten());
    connect(6400, zeroing);
    connect(4096, zeroing);
    layers.add(new Linear(4096, 10, initializer));
    return new Network("AlexNet", Shape.of(224, 224, channels), new Sequential(layers));
  }

  private void convolve(int in, int out, Window window) {
    layers.add(new Conv2d(in, out, window, initializer));
    activate(out);
  }

  private void pool() {
    layers.add(new MaxPool2d(POOLING));
  }

  private void connect(int in, double zeroing) {
    layers.add(new Linear(in, 4096, initializer));
    activate(4096);
    if (zeroing != 0) { // Dropout refuses what is no probability
      layers.add(Dropout.zeroing(zeroing));
    }
  }

  private void activate(int columns) {
    if (batchNorm) {
      layers.add(new BatchNorm(columns, initializer));
    }
    layers.add(new Relu());
  }
}
