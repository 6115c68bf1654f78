package gradus.exercise.reference;

import static gradus.exercise.reference.DenseAnswers.INITIALIZER;
import static gradus.exercise.reference.DenseAnswers.assign;
import static gradus.exercise.reference.DenseAnswers.deviation;

import gradus.exercise.Values;
import gradus.layer.AvgPool2d;
import gradus.layer.BatchNorm;
import gradus.layer.Conv2d;
import gradus.layer.Flatten;
import gradus.layer.Initializer;
import gradus.layer.Layer;
import gradus.layer.Linear;
import gradus.layer.MaxPool2d;
import gradus.layer.Mode;
import gradus.layer.Network;
import gradus.layer.Pass;
import gradus.layer.Relu;
import gradus.layer.Sequential;
import gradus.loss.MulticlassHinge;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.optimizer.WeightDecay;
import gradus.report.ReportNetworks;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * What the library's layers for images answer to the reference cases, which say N×C×H×W: this is
 * where the dimensions are permuted.
 */
final class ImageAnswers {
  private static final int[] LAST = {0, 2, 3, 1};
  private static final int[] FIRST = {0, 3, 1, 2};

  private ImageAnswers() {}

  static Values convolution(Values given) {
    Tensor w = given.tensor("w");
    int filters = w.shape().dimension(0);
    int channels = w.shape().dimension(1);
    int size = w.shape().dimension(2);
    Window window =
        Window.square(size).withStride(given.whole("stride")).withPadding(given.whole("pad"));
    Conv2d conv = new Conv2d(channels, filters, window, INITIALIZER);
    assign(conv.parameters(), "weight", w.permute(2, 3, 1, 0));
    assign(conv.parameters(), "bias", given.tensor("b"));
    Tensor dw = Tensor.zeros(Precision.DOUBLE, Shape.of(size, size, channels, filters));
    Values answer = thereAndBack(conv, given);
    dw.assign(conv.parameters().get("weight").gradient().reshape(dw.shape()));
    return answer
        .and("dw", dw.permute(3, 2, 0, 1))
        .and("db", conv.parameters().get("bias").gradient());
  }

  private static Values thereAndBack(Layer layer, Values given) {
    Pass pass = layer.forward(given.tensor("x").permute(LAST), Mode.evaluation());
    Tensor dx = pass.backward(given.tensor("dout").permute(LAST));
    return Values.of("out", pass.output().permute(FIRST)).and("dx", dx.permute(FIRST));
  }

  private static Window pooling(Values given) {
    return Window.square(given.whole("k")).withStride(given.whole("stride"));
  }

  static Values maxPool(Values given) {
    return thereAndBack(new MaxPool2d(pooling(given)), given);
  }

  static Values averagePool(Values given) {
    return thereAndBack(new AvgPool2d(pooling(given)), given);
  }

  static Values im2col(Values given) {
    Window window = Window.square(given.whole("k"));
    Tensor images = given.tensor("x").permute(LAST);
    Tensor columns = images.im2col(window);
    Tensor back = columns.map(x -> 1).col2im(window, images.shape());
    return Values.of("cols", columns.transpose()).and("col2im_of_ones", back);
  }

  static Values batchNorm(Values given) {
    Tensor x = given.tensor("x").permute(LAST);
    BatchNorm norm = BatchNorm.cs231n(3, given.number("eps"), INITIALIZER);
    assign(norm.parameters(), "scale", Tensor.of(new double[][] {{3, 4, 5}}));
    assign(norm.parameters(), "shift", Tensor.of(new double[][] {{6, 7, 8}}));
    Tensor out = norm.forward(x, Mode.training(new Random(0))).output();
    return Values.of("mean_before", x.columnMeans())
        .and("std_before", deviation(x))
        .and("mean_after_g345_b678", out.columnMeans())
        .and("std_after", deviation(out));
  }

  static Values outputSizes(Reference reference) {
    Pattern size = Pattern.compile("W(\\d+)F(\\d+)S(\\d+)P(\\d+).*");
    Values answer = Values.none();
    for (String name : reference.expected().names()) {
      var match = size.matcher(name);
      match.matches();
      int[] n = new int[5];
      for (int i = 1; i < n.length; i++) {
        n[i] = Integer.parseInt(match.group(i));
      }
      Window window = Window.square(n[2]).withStride(n[3]).withPadding(n[4]);
      answer = answer.and(name, window.outputHeight(n[1]));
    }
    return answer;
  }

  static Values parameterCounts() {
    var zeros = new Initializer(Precision.SINGLE, new Seed(0), (random, in, out) -> 0);
    return Values.of("R1 CNN (1-4-8, fc 392-10)", count(ReportNetworks.n7(zeros)))
        .and("R1 MLP 784-400-200-10", count(ReportNetworks.n8(zeros)))
        .and("R1 MLP 784-400-10", count(ReportNetworks.n9(zeros)))
        .and("R0 LeNet 3-32-64-400-80-10 (no pad)", count(ReportNetworks.n6(zeros)))
        .and("R0 LeNet original 3-6-16-120-84-10", count(ReportNetworks.n4(zeros)))
        .and("R2 784-300-150-10 no biases + BN", count(ReportNetworks.n10(zeros)))
        .and("R3 MLP 784-1000-10", count(ReportNetworks.n12(zeros)))
        .and("R3 CNN 1-6-16-256-128-64-10", count(ReportNetworks.n13(zeros)))
        .and("R4 LeNet 3-6-16-576-120-84-10", count(ReportNetworks.n14(3, 0.5, zeros)))
        .and("R4 AlexNet in=3", count(ReportNetworks.n15(3, 0.5, zeros)))
        .and(
            "cs231n notes AlexNet conv1",
            new Conv2d(3, 96, Window.square(11), zeros).parameters().count())
        .and("R4 ResNet18 10 classes", count(ReportNetworks.n17(zeros)))
        .and("R4 ResNet50 10 classes", count(ReportNetworks.n18(zeros)));
  }

  private static double count(Network network) {
    return network.parameters().count();
  }

  /** The losses before anything is learned; the texts of the case give the last two a range. */
  static Values initialLosses() {
    Tensor ten = Tensor.zeros(Precision.DOUBLE, Shape.of(4, 10));
    Tensor three = Tensor.zeros(Precision.DOUBLE, Shape.of(4, 3));
    int[] y = {0, 2, 1, 1};
    return Values.of("softmax", new SoftmaxCrossEntropy().evaluate(ten, y).loss())
        .and("svm_delta1", new MulticlassHinge().evaluate(ten, y).loss())
        .and("softmax_3class", new SoftmaxCrossEntropy().evaluate(three, y).loss());
  }

  /** Convolution of 32 filters 7×7, ReLU, pooling, 100 hidden units: its first loss. */
  static double threeLayerConvNet(double reg) {
    Initializer small = Initializer.gaussian(Precision.DOUBLE, new Seed(231), 1e-3);
    Layer net =
        new Sequential(
            new Conv2d(3, 32, Window.square(7).withPadding(3), small),
            new Relu(),
            new MaxPool2d(2),
            new Flatten(),
            new Linear(16 * 16 * 32, 100, small),
            new Relu(),
            new Linear(100, 10, small));
    Tensor x = Tensor.gaussian(Precision.DOUBLE, Shape.of(10, 32, 32, 3), 1, new Random(1));
    int[] y = new Random(2).ints(10, 0, 10).toArray();
    Tensor scores = net.forward(x, Mode.evaluation()).output();
    return new SoftmaxCrossEntropy().evaluate(scores, y).loss()
        + WeightDecay.halfSquare(reg).penalty(net.parameters());
  }
}
