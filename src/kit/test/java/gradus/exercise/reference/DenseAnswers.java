package gradus.exercise.reference;

import gradus.exercise.Values;
import gradus.layer.BatchNorm;
import gradus.layer.Dropout;
import gradus.layer.Initializer;
import gradus.layer.Layer;
import gradus.layer.LayerNorm;
import gradus.layer.Linear;
import gradus.layer.Mode;
import gradus.layer.Parameters;
import gradus.layer.Pass;
import gradus.layer.Relu;
import gradus.layer.Sequential;
import gradus.loss.Loss;
import gradus.loss.LossValue;
import gradus.loss.MulticlassHinge;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.optimizer.WeightDecay;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** What the library's dense layers, losses and networks answer to the reference cases. */
final class DenseAnswers {
  static final Initializer INITIALIZER = Initializer.he(Precision.DOUBLE, new Seed(1));

  private DenseAnswers() {}

  static Values affine(Values given) {
    Tensor w = given.tensor("w");
    Linear linear = new Linear(w.rows(), w.columns(), INITIALIZER);
    assign(linear.parameters(), "weight", w);
    assign(linear.parameters(), "bias", given.tensor("b"));
    int n = given.tensor("x").shape().dimension(0);
    Pass pass = linear.forward(given.tensor("x").reshape(n, w.rows()), Mode.evaluation());
    Values answer = Values.of("out", pass.output());
    if (!given.has("dout")) {
      return answer;
    }
    return answer
        .and("dx", pass.backward(given.tensor("dout")))
        .and("dw", linear.parameters().get("weight").gradient())
        .and("db", linear.parameters().get("bias").gradient());
  }

  static void assign(Parameters parameters, String name, Tensor value) {
    Tensor own = parameters.get(name).value();
    own.assign(value.reshape(own.shape()));
  }

  static Values forward(Layer layer, Values given) {
    return Values.of("out", layer.forward(given.tensor("x"), Mode.evaluation()).output());
  }

  static Values there(Layer layer, Mode mode, Values given) {
    Pass pass = layer.forward(given.tensor("x"), mode);
    return Values.of("out", pass.output()).and("dx", pass.backward(given.tensor("dout")));
  }

  static Values linearClassifier(Loss loss, Values given) {
    Tensor w = given.tensor("W");
    Layer linear = Linear.withoutBias(w.rows(), w.columns(), INITIALIZER);
    assign(linear.parameters(), "weight", w);
    double value =
        learn(
            linear,
            given.tensor("X"),
            loss,
            given.labels("y"),
            WeightDecay.square(given.number("reg")));
    return Values.of("loss", value).and("dW", linear.parameters().get("weight").gradient());
  }

  /** One forward and backward pass; the loss with its penalty. */
  private static double learn(Layer net, Tensor x, Loss loss, int[] y, WeightDecay decay) {
    return learn(net, x, loss, y, decay, Mode.training(new Seed(1).stream("unused")));
  }

  private static double learn(
      Layer net, Tensor x, Loss loss, int[] y, WeightDecay decay, Mode mode) {
    net.parameters().clearGradients();
    Pass pass = net.forward(x, mode);
    LossValue graded = loss.evaluate(pass.output(), y);
    pass.backward(graded.gradient());
    decay.addGradients(net.parameters());
    return graded.loss() + decay.penalty(net.parameters());
  }

  static Values twoLayerNet(Values given) {
    Layer net = perceptron(given, List.of("W1", "W2"), List.of());
    assign(net.parameters(), "0.bias", given.tensor("b1"));
    assign(net.parameters(), "2.bias", given.tensor("b2"));
    Tensor x = given.tensor("X");
    int[] y = given.labels("y");
    Loss loss = new SoftmaxCrossEntropy();
    Values answer =
        Values.of("scores", net.forward(x, Mode.evaluation()).output())
            .and("loss_reg0", learn(net, x, loss, y, WeightDecay.none()))
            .and("loss_reg1", learn(net, x, loss, y, WeightDecay.halfSquare(1)));
    learn(net, x, loss, y, WeightDecay.halfSquare(0.7));
    Tensor dw1 = net.parameters().get("0.weight").gradient();
    return answer
        .and("db2_reg0.7", net.parameters().get("2.bias").gradient())
        .and("db1_reg0.7", net.parameters().get("0.bias").gradient())
        .and("dW1_reg0.7_sum", Arrays.stream(dw1.toArray()).sum())
        .and("dW2_reg0.7", net.parameters().get("2.weight").gradient());
  }

  /** Linear, then what comes between, ReLU and so on; the last is linear. */
  private static Sequential perceptron(Values given, List<String> weights, List<Layer> between) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      Tensor w = given.tensor(weights.get(i));
      Linear linear = new Linear(w.rows(), w.columns(), INITIALIZER);
      assign(linear.parameters(), "weight", w);
      layers.add(linear);
      if (i + 1 < weights.size()) {
        if (between.isEmpty()) {
          layers.add(new Relu());
        } else {
          layers.add(between.get(i));
        }
      }
    }
    return new Sequential(layers.toArray(Layer[]::new));
  }

  static Values threeLayerNet(Values given) {
    Sequential net = perceptron(given, List.of("W1", "W2", "W3"), List.of());
    Tensor x = given.tensor("X");
    WeightDecay decay = WeightDecay.halfSquare(given.number("reg"));
    double loss = learn(net, x, new SoftmaxCrossEntropy(), given.labels("y"), decay);
    return Values.of("loss", loss)
        .and("scores", net.forward(x, Mode.evaluation()).output())
        .and("db1", net.parameters().get("0.bias").gradient())
        .and("db2", net.parameters().get("2.bias").gradient())
        .and("db3", net.parameters().get("4.bias").gradient())
        .and("dW3", net.parameters().get("4.weight").gradient());
  }

  static Values normalisedNet(Values given) {
    double epsilon = given.number("eps");
    List<Layer> between =
        List.of(
            new Sequential(BatchNorm.cs231n(20, epsilon, INITIALIZER), new Relu()),
            new Sequential(BatchNorm.cs231n(30, epsilon, INITIALIZER), new Relu()));
    Layer net = perceptron(given, List.of("W1", "W2", "W3"), between);
    return Values.of(
        "loss",
        learn(
            net,
            given.tensor("X"),
            new SoftmaxCrossEntropy(),
            given.labels("y"),
            WeightDecay.none()));
  }

  static Values droppingNet(Values given) {
    Dropout dropout = Dropout.keeping(given.number("keep_prob"));
    List<Layer> between =
        List.of(new Sequential(new Relu(), dropout), new Sequential(new Relu(), dropout));
    Layer net = perceptron(given, List.of("W1", "W2", "W3"), between);
    Mode mode = Mode.training(drawing(given.tensor("mask1"), given.tensor("mask2")));
    return Values.of(
        "loss",
        learn(
            net,
            given.tensor("X"),
            new SoftmaxCrossEntropy(),
            given.labels("y"),
            WeightDecay.none(),
            mode));
  }

  static Values dropout(Values given) {
    Mode mode = Mode.training(drawing(given.tensor("mask")));
    return there(Dropout.keeping(given.number("keep_prob")), mode, given);
  }

  /** A source of numbers from which dropout draws these masks. */
  private static RandomGenerator drawing(Tensor... masks) {
    var kept =
        Arrays.stream(masks).flatMapToDouble(mask -> Arrays.stream(mask.toArray())).iterator();
    return new RandomGenerator() {
      @Override
      public double nextDouble() {
        return kept.nextDouble() > 0 ? 0 : Math.nextDown(1.0);
      }

      @Override
      public long nextLong() {
        throw new UnsupportedOperationException("dropout draws doubles");
      }
    };
  }

  static Values lossLayers(Values given) {
    LossValue hinge = new MulticlassHinge().evaluate(given.tensor("scores"), given.labels("y"));
    LossValue softmax =
        new SoftmaxCrossEntropy().evaluate(given.tensor("scores"), given.labels("y"));
    return Values.of("svm_loss", hinge.loss())
        .and("softmax_loss", softmax.loss())
        .and("svm_dx_row0", hinge.gradient().slice(0, 1))
        .and("softmax_dx_row0", softmax.gradient().slice(0, 1));
  }

  static Values loss(Loss loss, Values given) {
    return Values.of("loss", loss.evaluate(given.tensor("scores"), given.labels("y")).loss());
  }

  static Values doubleSoftmax(Values given) {
    Loss loss = new SoftmaxCrossEntropy();
    Tensor scores = given.tensor("scores");
    int[] y = given.labels("y");
    Tensor certain = Tensor.of(new double[][] {{1, 0, 0, 0, 0, 0, 0, 0, 0, 0}});
    return Values.of("loss_logits", loss.evaluate(scores, y).loss())
        .and("loss_double_softmax", loss.evaluate(scores.rowSoftmax(), y).loss())
        .and("floor_C10", loss.evaluate(certain, new int[] {0}).loss());
  }

  static Values batchNorm(Values given) {
    Tensor a = given.tensor("a");
    BatchNorm norm = BatchNorm.cs231n(3, given.number("eps"), INITIALIZER);
    Tensor plain = norm.forward(a, Mode.training(RandomGenerator.getDefault())).output();
    assign(norm.parameters(), "scale", Tensor.of(new double[][] {{1, 2, 3}}));
    assign(norm.parameters(), "shift", Tensor.of(new double[][] {{11, 12, 13}}));
    Tensor scaled = norm.forward(a, Mode.training(RandomGenerator.getDefault())).output();
    return Values.of("mean_before", a.columnMeans())
        .and("std_before", deviation(a))
        .and("std_after_g1b0", deviation(plain))
        .and("mean_after_g123_b11_12_13", scaled.columnMeans())
        .and("std_after_g123", deviation(scaled));
  }

  static Tensor deviation(Tensor x) {
    return x.columnVariances(x.columnMeans()).map(Math::sqrt);
  }

  static Values batchNormAtTest(Values given) {
    BatchNorm norm = BatchNorm.cs231n(3, given.number("eps"), INITIALIZER);
    assign(norm.parameters(), "runningMean", given.tensor("running_mean"));
    assign(norm.parameters(), "runningVariance", given.tensor("running_var"));
    Tensor out = norm.forward(given.tensor("a"), Mode.evaluation()).output();
    return Values.of("mean", out.columnMeans()).and("std", deviation(out));
  }

  static Values layerNorm(Values given) {
    Tensor a = given.tensor("a");
    LayerNorm norm = new LayerNorm(a.columns(), given.number("eps"), INITIALIZER);
    Tensor out = norm.forward(a, Mode.evaluation()).output();
    return Values.of("out_g1b0", out).and("std_after", deviation(out.transpose()));
  }
}
