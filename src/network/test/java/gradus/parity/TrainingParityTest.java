package gradus.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.layer.BatchNorm;
import gradus.layer.Conv2d;
import gradus.layer.GlobalAveragePool;
import gradus.layer.Identity;
import gradus.layer.Initializer;
import gradus.layer.Layer;
import gradus.layer.Linear;
import gradus.layer.Mode;
import gradus.layer.Parameter;
import gradus.layer.Pass;
import gradus.layer.Relu;
import gradus.layer.Residual;
import gradus.layer.Sequential;
import gradus.loss.LossValue;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.model.LeNet;
import gradus.model.Mlp;
import gradus.optimizer.AdaGrad;
import gradus.optimizer.Adam;
import gradus.optimizer.AdamW;
import gradus.optimizer.Momentum;
import gradus.optimizer.Nesterov;
import gradus.optimizer.Optimizer;
import gradus.optimizer.RmsProp;
import gradus.optimizer.Sgd;
import gradus.optimizer.WeightDecay;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fifty steps of training lose what PyTorch's fifty steps lose. */
class TrainingParityTest {
  private static final int STEPS = 50;
  private static final int BATCH = 8;
  private static final int BATCHES = 3;

  /** The networks that the script trains, layer by layer in its order. */
  enum Net {
    MLP(init -> Mlp.of(Shape.of(20), init, Mlp.Hidden.normalizedBefore(), 32, 16, 10)),
    LENET(LeNet::classic),
    RESNET(TrainingParityTest::resNet);

    private final Function<Initializer, Layer> make;

    Net(Function<Initializer, Layer> make) {
      this.make = make;
    }
  }

  /** The optimizers that the script trains with, at its learning rates. */
  enum Rule {
    SGD("Sgd", Sgd::new, 0.02),
    MOMENTUM("Momentum", Momentum::new, 0.005),
    ADAM("Adam", Adam::new, 0.001),
    NESTEROV("Nesterov", Nesterov::new, 0.005),
    ADA_GRAD("AdaGrad", AdaGrad::new, 0.01),
    RMS_PROP("RmsProp", RmsProp::new, 0.001),
    ADAM_W("AdamW", () -> new AdamW(0.1), 0.001),
    DECAY("decay", Sgd::new, 0.02, WeightDecay.halfSquare(0.1));

    private final String name;
    private final Supplier<Optimizer> optimizer;
    private final double learningRate;
    private final WeightDecay decay;

    Rule(String name, Supplier<Optimizer> optimizer, double learningRate) {
      this(name, optimizer, learningRate, WeightDecay.none());
    }

    Rule(String name, Supplier<Optimizer> optimizer, double learningRate, WeightDecay decay) {
      this.name = name;
      this.optimizer = optimizer;
      this.learningRate = learningRate;
      this.decay = decay;
    }
  }

  /** The three rules that every network is trained with. */
  private static final Set<Rule> MAIN_RULES = EnumSet.of(Rule.SGD, Rule.MOMENTUM, Rule.ADAM);

  @ParameterizedTest
  @EnumSource
  void lossesAreThoseOfPyTorchToEightDigitsInDoublePrecision(Net net) throws Exception {
    for (Rule rule : MAIN_RULES) {
      compare(net, rule, Precision.DOUBLE, 1e-8);
    }
  }

  @ParameterizedTest
  @EnumSource
  void lossesAreThoseOfPyTorchToThreeDigitsInSinglePrecision(Net net) throws Exception {
    for (Rule rule : MAIN_RULES) {
      compare(net, rule, Precision.SINGLE, 1e-3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyRuleTakesPyTorchsStepsOnThePerceptron(Rule rule) throws Exception {
    compare(Net.MLP, rule, Precision.DOUBLE, 1e-8);
    compare(Net.MLP, rule, Precision.SINGLE, 1e-3);
  }

  private static void compare(Net net, Rule rule, Precision precision, double tolerance)
      throws Exception {
    TorchArrays arrays =
        TorchArrays.read(
            "training-%s.npz".formatted(net.name().toLowerCase(java.util.Locale.ROOT)));
    Tensor expected = arrays.data("losses." + rule.name);
    double[] received = train(network(net, arrays, precision), rule, arrays, precision);
    for (int step = 0; step < STEPS; step++) {
      double loss = expected.get(step);
      assertEquals(loss, received[step], tolerance * loss, "%s, step %d".formatted(rule, step));
    }
  }

  private static double[] train(Layer network, Rule rule, TorchArrays arrays, Precision precision)
      throws Exception {
    Tensor inputs = arrays.data("inputs").to(precision);
    int[] labels = arrays.labels("labels");
    Optimizer optimizer = rule.optimizer.get();
    Mode mode = Mode.training(new java.util.Random(0));
    double[] losses = new double[STEPS];
    for (int step = 0; step < STEPS; step++) {
      int from = step % BATCHES * BATCH;
      Pass pass = network.forward(inputs.slice(from, from + BATCH), mode);
      LossValue value =
          new SoftmaxCrossEntropy()
              .evaluate(pass.output(), Arrays.copyOfRange(labels, from, from + BATCH));
      network.parameters().clearGradients();
      pass.backward(value.gradient());
      rule.decay.addGradients(network.parameters());
      optimizer.step(network.parameters(), rule.learningRate);
      losses[step] = value.loss();
    }
    return losses;
  }

  /** The network with PyTorch's weights, which come in the same order. */
  private static Layer network(Net net, TorchArrays arrays, Precision precision) throws Exception {
    Layer network = net.make.apply(Initializer.gaussian(precision, new Seed(1), 1));
    var stored = arrays.npz().names().stream().filter(name -> name.startsWith("start.")).iterator();
    for (var entry : network.parameters().trainable()) {
      String name = stored.next();
      Parameter parameter = entry.getValue();
      if (net == Net.LENET && name.equals("start.7.weight")) {
        arrays.loadFlattened(name, parameter, Shape.of(5, 5, 16));
      } else {
        arrays.load(name, parameter);
      }
    }
    return network;
  }

  private static Layer resNet(Initializer init) {
    return new Sequential(
        conv(3, 8, 3, 1, init),
        new BatchNorm(8, init),
        new Relu(),
        new Residual(body(8, 8, 1, init), new Identity()),
        new Relu(),
        new Residual(
            body(8, 16, 2, init), new Sequential(conv(8, 16, 1, 2, init), new BatchNorm(16, init))),
        new Relu(),
        new GlobalAveragePool(),
        new Linear(16, 10, init));
  }

  private static Layer body(int in, int out, int stride, Initializer init) {
    return new Sequential(
        conv(in, out, 3, stride, init),
        new BatchNorm(out, init),
        new Relu(),
        conv(out, out, 3, 1, init),
        new BatchNorm(out, init));
  }

  private static Layer conv(int in, int out, int size, int stride, Initializer init) {
    return Conv2d.withoutBias(in, out, new Window(size, size, stride, size / 2, false), init);
  }
}
