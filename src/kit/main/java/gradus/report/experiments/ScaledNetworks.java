package gradus.report.experiments;

import gradus.layer.BatchNorm;
import gradus.layer.Conv2d;
import gradus.layer.Dropout;
import gradus.layer.Ensemble;
import gradus.layer.Flatten;
import gradus.layer.Initializer;
import gradus.layer.Layer;
import gradus.layer.Linear;
import gradus.layer.MaxPool2d;
import gradus.layer.Network;
import gradus.layer.Relu;
import gradus.layer.Sequential;
import gradus.model.ResNet;
import gradus.tensor.Shape;
import gradus.tensor.Window;
import java.util.ArrayList;
import java.util.List;

/** Variants of the reports' networks: smaller ones, and those with a repair that a report names. */
public final class ScaledNetworks {
  private static final Shape PHOTO = Shape.of(32, 32, 3);

  private ScaledNetworks() {}

  /** N6 with batch norm behind both convolutions and the first two linear maps. */
  public static Network n6WithBatchNorm(Initializer initializer) {
    List<Layer> layers = new ArrayList<>();
    int in = 3;
    for (int filters : List.of(32, 64)) {
      layers.add(Conv2d.withoutBias(in, filters, Window.square(5), initializer));
      layers.add(new BatchNorm(filters, initializer));
      layers.add(new Relu());
      layers.add(new MaxPool2d(2));
      in = filters;
    }
    layers.add(new Flatten());
    in = 1600;
    for (int width : List.of(400, 80)) {
      layers.add(Linear.withoutBias(in, width, initializer));
      layers.add(new BatchNorm(width, initializer));
      layers.add(new Relu());
      in = width;
    }
    layers.add(new Linear(in, 10, initializer));
    return new Network("LeNet 32-64-400-80 with batch norm", PHOTO, new Sequential(layers));
  }

  /** N14 as it should be: its last softmax left to the loss. */
  static Network n14WithoutSoftmax(int channels, double zeroing, Initializer initializer) {
    Network n14 = ReportNetworks.n14(channels, zeroing, initializer);
    List<Layer> layers = ((Sequential) n14.body()).layers();
    return new Network(
        "LeNet with sigmoids, scores only",
        n14.example(),
        new Sequential(layers.subList(0, layers.size() - 1)));
  }

  /**
   * AlexNet's five convolutions, three overlapping poolings and three linear maps for 32×32 images,
   * with an eighth of the filters and a 32nd of the hidden columns.
   */
  static Network alexNet(int channels, double zeroing, boolean norm, Initializer initializer) {
    List<Layer> layers = new ArrayList<>();
    int[] filters = {12, 32, 48, 48, 32};
    int in = channels;
    for (int i = 0; i < filters.length; i++) {
      Window window = Window.square(i < 2 ? 5 : 3).withPadding(i < 2 ? 2 : 1);
      layers.add(new Conv2d(in, filters[i], window, initializer));
      activate(layers, filters[i], norm, initializer);
      if (i < 2 || i == filters.length - 1) {
        layers.add(new MaxPool2d(Window.square(3).withStride(2)));
      }
      in = filters[i];
    }
    layers.add(new Flatten());
    in *= 9;
    for (int width : List.of(128, 128)) {
      layers.add(new Linear(in, width, initializer));
      activate(layers, width, norm, initializer);
      if (zeroing > 0) {
        layers.add(Dropout.zeroing(zeroing));
      }
      in = width;
    }
    layers.add(new Linear(in, 10, initializer));
    return new Network("AlexNet / 8 for 32×32", Shape.of(32, 32, channels), new Sequential(layers));
  }

  private static void activate(
      List<Layer> layers, int columns, boolean norm, Initializer initializer) {
    if (norm) {
      layers.add(new BatchNorm(columns, initializer));
    }
    layers.add(new Relu());
  }

  /** The report's ensemble: the mean of an AlexNet and a ResNet. */
  static Network mean(Initializer initializer) {
    return new Network(
        "mean of two",
        PHOTO,
        new Ensemble(alexNet(3, 0.5, false, initializer), ResNet.forCifar(1, initializer)));
  }
}
