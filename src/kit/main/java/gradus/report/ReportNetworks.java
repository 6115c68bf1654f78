package gradus.report;

import gradus.layer.AvgPool2d;
import gradus.layer.Conv2d;
import gradus.layer.Dropout;
import gradus.layer.Ensemble;
import gradus.layer.Flatten;
import gradus.layer.Initializer;
import gradus.layer.Layer;
import gradus.layer.LeakyRelu;
import gradus.layer.Linear;
import gradus.layer.Network;
import gradus.layer.Relu;
import gradus.layer.Sequential;
import gradus.layer.Sigmoid;
import gradus.layer.Softmax;
import gradus.model.AlexNet;
import gradus.model.LeNet;
import gradus.model.Mlp;
import gradus.model.Mlp.Hidden;
import gradus.model.ResNet;
import gradus.tensor.Shape;
import gradus.tensor.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * The networks of the five reports, N1 to N19, each as its report describes it.
 *
 * <p>What a report leaves open is a parameter here; what it got wrong stays and is said.
 */
public final class ReportNetworks {
  private static final Shape DIGIT = Shape.of(28, 28, 1);
  private static final Shape PHOTO = Shape.of(32, 32, 3);

  private ReportNetworks() {}

  /** N1: 3072-hidden-10 with ReLU. */
  public static Network n1(int hidden, Initializer initializer) {
    return Mlp.of(PHOTO, initializer, hidden, 10);
  }

  /** N2: several fully connected layers with ReLU; the report gives no widths. */
  public static Network n2(Initializer initializer, int... widths) {
    return Mlp.of(PHOTO, initializer, widths);
  }

  /** N3 with batch norm before the ReLU; without it, it is N2; the report gives no widths. */
  public static Network n3(Initializer initializer, int... widths) {
    return Mlp.of(PHOTO, initializer, Hidden.normalizedBefore(), widths);
  }

  /** N3 with batch norm after the ReLU. */
  public static Network n3After(Initializer initializer, int... widths) {
    return Mlp.of(PHOTO, initializer, Hidden.normalizedAfter(), widths);
  }

  /** N4: LeNet with 6 and 16 filters, 62,006 parameters. */
  public static Network n4(Initializer initializer) {
    return LeNet.classic(initializer);
  }

  /** N5: LeNet with 16 and 32 filters. */
  public static Network n5(Initializer initializer) {
    return LeNet.of(PHOTO, initializer, Relu::new, 16, 32, 120, 84, 10);
  }

  /** N6: LeNet with 32 and 64 filters, 726,986 parameters. */
  public static Network n6(Initializer initializer) {
    return LeNet.of(PHOTO, initializer, Relu::new, 32, 64, 400, 80, 10);
  }

  /** N7: two small convolutions with average pooling, 4,330 parameters. */
  public static Network n7(Initializer initializer) {
    return new Network(
        "small CNN",
        DIGIT,
        new Sequential(
            new Conv2d(1, 4, Window.square(5).withPadding(2), initializer),
            new Relu(),
            new AvgPool2d(2),
            new Conv2d(4, 8, Window.square(3).withPadding(1), initializer),
            new Relu(),
            new AvgPool2d(2),
            new Flatten(),
            new Linear(392, 10, initializer)));
  }

  /** N8: 784-400-200-10 with ReLU, 396,210 parameters. */
  public static Network n8(Initializer initializer) {
    return Mlp.of(DIGIT, initializer, 400, 200, 10);
  }

  /** N9: 784-400-10 with ReLU, 318,010 parameters. */
  public static Network n9(Initializer initializer) {
    return Mlp.of(DIGIT, initializer, 400, 10);
  }

  /** N10: 784-300-150-10 with batch norm and without any bias, 282,600 parameters. */
  public static Network n10(Initializer initializer) {
    return n11(initializer, 300, 150);
  }

  /** N11: N10 with other hidden widths. */
  public static Network n11(Initializer initializer, int... hidden) {
    List<Layer> layers = new ArrayList<>();
    layers.add(new Flatten());
    int in = DIGIT.size();
    for (int width : hidden) {
      layers.addAll(Hidden.normalizedBefore().layers(in, width, initializer));
      in = width;
    }
    layers.add(Linear.withoutBias(in, 10, initializer));
    return new Network("MLP without biases", DIGIT, new Sequential(layers));
  }

  /** N12: 784-1000-10 with leaky ReLU, 795,010 parameters; the report gives no slope. */
  public static Network n12(Initializer initializer) {
    return Mlp.of(DIGIT, initializer, Hidden.activated(() -> new LeakyRelu(0.01)), 1000, 10);
  }

  /**
   * N13: LeNet with three linear maps behind 6 and 16 filters and leaky ReLU, 44,374 parameters.
   */
  public static Network n13(Initializer initializer) {
    return LeNet.of(DIGIT, initializer, () -> new LeakyRelu(0.01), 6, 16, 128, 64, 10);
  }

  /**
   * N14: LeNet with sigmoids and average pooling for 32×32 images, 83,126 parameters for 3
   * channels.
   *
   * <p>It ends in a softmax, as in the report, where the loss takes another one: so its loss never
   * falls below 1.46.
   *
   * @param zeroing the probability with which dropout sets a hidden number to zero
   */
  public static Network n14(int channels, double zeroing, Initializer initializer) {
    return new Network(
        "LeNet with sigmoids",
        Shape.of(32, 32, channels),
        new Sequential(
            new Conv2d(channels, 6, Window.square(5).withPadding(2), initializer),
            new Sigmoid(),
            new AvgPool2d(2),
            new Conv2d(6, 16, Window.square(5), initializer),
            new Sigmoid(),
            new AvgPool2d(2),
            new Flatten(),
            new Linear(576, 120, initializer),
            new Sigmoid(),
            Dropout.zeroing(zeroing),
            new Linear(120, 84, initializer),
            new Sigmoid(),
            new Linear(84, 10, initializer),
            new Softmax()));
  }

  /** N15: AlexNet, 46,787,978 parameters for 3 channels. */
  public static Network n15(int channels, double zeroing, Initializer initializer) {
    return AlexNet.of(channels, zeroing, initializer);
  }

  /** N16: AlexNet with batch norm, without dropout. */
  public static Network n16(int channels, Initializer initializer) {
    return AlexNet.withBatchNorm(channels, 0, initializer);
  }

  /** N17: ResNet-18, 11,181,642 parameters. */
  public static Network n17(Initializer initializer) {
    return ResNet.resNet18(initializer);
  }

  /** N18: ResNet-50, 23,528,522 parameters. */
  public static Network n18(Initializer initializer) {
    return ResNet.resNet50(initializer);
  }

  /** N19: the mean of AlexNet and ResNet-18, trained as one, 57,969,620 parameters. */
  public static Network n19(double zeroing, Initializer initializer) {
    Network alexNet = n15(3, zeroing, initializer);
    return new Network(
        "mean of AlexNet and ResNet-18",
        alexNet.example(),
        new Ensemble(alexNet, n17(initializer)));
  }
}
