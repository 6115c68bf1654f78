package gradus.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.layer.AvgPool2d;
import gradus.layer.BatchNorm;
import gradus.layer.Conv2d;
import gradus.layer.Elu;
import gradus.layer.Gelu;
import gradus.layer.GlobalAveragePool;
import gradus.layer.GlobalMaxPool;
import gradus.layer.GroupNorm;
import gradus.layer.Initializer;
import gradus.layer.Layer;
import gradus.layer.LayerNorm;
import gradus.layer.LeakyRelu;
import gradus.layer.Linear;
import gradus.layer.MaxPool2d;
import gradus.layer.Maxout;
import gradus.layer.Mode;
import gradus.layer.Numbers;
import gradus.layer.Pass;
import gradus.layer.Relu;
import gradus.layer.Scaled;
import gradus.layer.Sigmoid;
import gradus.layer.Softmax;
import gradus.layer.Tanh;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer makes what PyTorch's makes, forward and back, in both precisions. */
class LayerParityTest {
  /** What the two call the same thing. */
  private static final Map<String, String> NAMES_OF_NORMALIZATIONS =
      Map.of(
          "scale", "weight",
          "shift", "bias",
          "runningMean", "running_mean",
          "runningVariance", "running_var");

  /** A layer of PyTorch, with its input, output and gradients. */
  record Case(String name, TorchArrays arrays) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() throws Exception {
    return Stream.concat(cases("layers.npz"), cases("layers-airbench.npz"));
  }

  private static Stream<Case> cases(String file) throws Exception {
    TorchArrays all = TorchArrays.read(file);
    List<Case> cases = new ArrayList<>();
    for (int i = 0; all.has("%02d.spec".formatted(i)); i++) {
      TorchArrays arrays = all.under("%02d.".formatted(i));
      cases.add(
          new Case("%d %s %s".formatted(i, arrays.text("spec"), arrays.data("x").shape()), arrays));
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void outputAndGradientsAreThoseOfPyTorch(Case torch) throws IOException {
    compare(torch.arrays(), Precision.DOUBLE, 1e-12);
    compare(torch.arrays(), Precision.SINGLE, 1e-4);
  }

  private static void compare(TorchArrays arrays, Precision precision, double tolerance)
      throws IOException {
    Layer layer = layer(arrays.text("spec").split(" "), precision);
    for (var entry : layer.parameters()) {
      arrays.load(torchName(entry.getKey()), entry.getValue());
    }
    Mode mode =
        arrays.text("mode").equals("train") ? Mode.training(new Random(0)) : Mode.evaluation();
    Pass pass = layer.forward(arrays.data("x").to(precision), mode);
    assertClose("y", arrays.data("y"), pass.output(), tolerance);
    assertClose("dx", arrays.data("dx"), pass.backward(arrays.data("dy").to(precision)), tolerance);
    for (var entry : layer.parameters()) {
      String name = torchName(entry.getKey());
      if (entry.getValue().trainable()) {
        Tensor gradient = entry.getValue().gradient();
        assertClose(name, arrays.weights("d_" + name), gradient, tolerance);
      } else {
        assertClose(name, arrays.weights("after_" + name), entry.getValue().value(), tolerance);
      }
    }
  }

  private static String torchName(String name) {
    return NAMES_OF_NORMALIZATIONS.getOrDefault(name, name);
  }

  private static void assertClose(String what, Tensor expected, Tensor received, double tolerance) {
    assertEquals(expected.shape(), received.shape(), what);
    double distance = Numbers.distance(expected, received);
    assertTrue(distance <= tolerance, () -> "%s: %.1e".formatted(what, distance));
  }

  private static Layer layer(String[] spec, Precision precision) {
    Initializer init = Initializer.gaussian(precision, new Seed(1), 1);
    return switch (spec[0]) {
      case "Linear" ->
          spec[3].equals("bias")
              ? new Linear(number(spec[1]), number(spec[2]), init)
              : Linear.withoutBias(number(spec[1]), number(spec[2]), init);
      case "Conv2d" ->
          spec[7].equals("bias")
              ? new Conv2d(number(spec[1]), number(spec[2]), window(spec, 3), init)
              : Conv2d.withoutBias(number(spec[1]), number(spec[2]), window(spec, 3), init);
      case "MaxPool2d" -> new MaxPool2d(window(spec, 1));
      case "AvgPool2d" -> new AvgPool2d(window(spec, 1));
      case "GlobalAveragePool" -> new GlobalAveragePool();
      case "BatchNorm" -> new BatchNorm(number(spec[1]), init);
      case "BatchNormWithoutScale" -> BatchNorm.withoutScale(number(spec[1]), 0.4, 1e-12, init);
      case "GlobalMaxPool" -> new GlobalMaxPool();
      case "Gelu" -> new Gelu();
      case "Scaled" -> new Scaled(Double.parseDouble(spec[1]));
      case "LayerNorm" -> new LayerNorm(number(spec[1]), init);
      case "GroupNorm" -> new GroupNorm(number(spec[1]), number(spec[2]), init);
      case "Relu" -> new Relu();
      case "LeakyRelu" -> new LeakyRelu(Double.parseDouble(spec[1]));
      case "Elu" -> new Elu(Double.parseDouble(spec[1]));
      case "Sigmoid" -> new Sigmoid();
      case "Tanh" -> new Tanh();
      case "Softmax" -> new Softmax();
      case "Maxout" -> new Maxout(number(spec[1]));
      default -> throw new IllegalArgumentException(spec[0]);
    };
  }

  private static Window window(String[] spec, int from) {
    return new Window(
        number(spec[from]),
        number(spec[from + 1]),
        number(spec[from + 2]),
        number(spec[from + 3]),
        spec[from + 4].equals("true"));
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }
}
