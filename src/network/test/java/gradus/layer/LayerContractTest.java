package gradus.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.Implementations;
import gradus.check.GradientCheck;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import gradus.training.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every layer promises. */
class LayerContractTest {
  private static final double STEP = 1e-5;

  static Stream<LayerCase> layers() {
    return Stream.of(
        LayerCase.any("Linear", init -> new Linear(5, 3, init), 4, 5).refusing(4, 6),
        LayerCase.any("Linear without bias", init -> Linear.withoutBias(5, 3, init), 4, 5)
            .refusing(4, 6),
        LayerCase.any("Linear over images", init -> new Linear(3, 4, init), 2, 3, 2, 3)
            .refusing(2, 3, 2, 4),
        LayerCase.any("Conv2d", init -> conv(3, 4, Window.square(3), init), 2, 5, 6, 3)
            .refusing(2, 5, 6, 4),
        LayerCase.any(
                "Conv2d with stride and padding",
                init -> conv(2, 3, new Window(3, 2, 2, 1, false), init),
                2,
                7,
                5,
                2)
            .refusing(2, 70),
        LayerCase.any(
                "Conv2d larger than the image",
                init -> conv(2, 3, Window.square(5).withPadding(2), init),
                1,
                3,
                3,
                2)
            .refusing(1, 0, 3, 2),
        LayerCase.any(
                "Conv2d without bias",
                init -> Conv2d.withoutBias(2, 3, Window.square(2).withStride(2), init),
                2,
                5,
                5,
                2)
            .refusing(2, 1, 1, 2),
        LayerCase.any(
                "Conv2d that begins as the identity",
                init -> Conv2d.dirac(2, 3, Window.square(3).withPadding(1), init),
                2,
                4,
                5,
                2)
            .refusing(2, 4, 5, 3),
        LayerCase.any("Conv2d that whitens patches", LayerContractTest::whitening, 2, 4, 5, 2)
            .refusing(2, 4, 5, 3),
        LayerCase.any("MaxPool2d", init -> new MaxPool2d(2), 2, 5, 4, 3).refusing(2, 5),
        LayerCase.any(
                "overlapping MaxPool2d",
                init -> new MaxPool2d(Window.square(3).withStride(2).withCeil()),
                2,
                6,
                7,
                2)
            .refusing(2, 2, 7, 2),
        LayerCase.any(
            "padded MaxPool2d", init -> new MaxPool2d(new Window(3, 3, 2, 1, false)), 2, 6, 7, 2),
        LayerCase.any("AvgPool2d", init -> new AvgPool2d(2), 2, 5, 4, 3).refusing(2, 5, 4),
        LayerCase.any(
            "padded AvgPool2d", init -> new AvgPool2d(new Window(3, 3, 2, 1, true)), 2, 6, 7, 2),
        LayerCase.any("GlobalAveragePool", init -> new GlobalAveragePool(), 2, 3, 4, 3)
            .refusing(2, 36),
        LayerCase.any("GlobalMaxPool", init -> new GlobalMaxPool(), 2, 3, 4, 3).refusing(2, 36),
        LayerCase.any("Flatten", init -> new Flatten(), 2, 3, 4, 3).refusing(5),
        LayerCase.any("BatchNorm", init -> new BatchNorm(4, init), 6, 4).refusing(6, 5),
        LayerCase.any("BatchNorm over images", init -> new BatchNorm(3, init), 2, 3, 4, 3)
            .refusing(2, 3, 4, 2),
        LayerCase.any("BatchNorm as in CS231n", init -> BatchNorm.cs231n(4, 1e-5, init), 6, 4)
            .refusing(6, 3),
        LayerCase.any(
                "BatchNorm without scale",
                init -> BatchNorm.withoutScale(4, 0.4, 1e-12, init),
                6,
                4)
            .refusing(6, 3),
        LayerCase.any("LayerNorm", init -> new LayerNorm(6, init), 3, 6).refusing(3, 5),
        LayerCase.any("GroupNorm", init -> new GroupNorm(2, 6, init), 2, 3, 2, 6)
            .refusing(2, 3, 2, 4),
        LayerCase.any("Dropout", init -> Dropout.zeroing(0.4), 5, 6),
        LayerCase.any("Relu", init -> new Relu(), 4, 5),
        LayerCase.any("Gelu", init -> new Gelu(), 4, 5),
        LayerCase.any("Scaled", init -> new Scaled(0.25), 4, 5),
        LayerCase.any("LeakyRelu", init -> new LeakyRelu(0.01), 4, 5),
        LayerCase.any("Elu", init -> new Elu(1.5), 4, 5),
        LayerCase.any("Sigmoid", init -> new Sigmoid(), 4, 5),
        LayerCase.any("Tanh", init -> new Tanh(), 4, 5),
        LayerCase.any("Softmax", init -> new Softmax(), 4, 5),
        LayerCase.any("Softplus, a layer from the next owner's page", init -> new Softplus(), 4, 5),
        LayerCase.any("Maxout", init -> new Maxout(3), 4, 6).refusing(4, 7),
        LayerCase.any("Identity", init -> new Identity(), 4, 5),
        LayerCase.any(
                "Sequential", init -> new Sequential(new Linear(5, 4, init), new Tanh()), 3, 5)
            .refusing(3, 4),
        LayerCase.any(
                "Sequential of a convolution, a ReLU and a max pooling in one pass",
                init ->
                    new Sequential(
                        conv(2, 3, Window.square(3).withPadding(1), init),
                        new Relu(),
                        new MaxPool2d(2)),
                2,
                4,
                5,
                2)
            .refusing(2, 4, 5, 3),
        LayerCase.any(
                "Sequential of a convolution and a max pooling in one pass",
                init ->
                    new Sequential(
                        conv(2, 3, Window.square(3).withPadding(1), init), new MaxPool2d(2)),
                2,
                4,
                5,
                2)
            .refusing(2, 4, 5, 3),
        LayerCase.any(
                "Sequential of a batch norm and a GELU in one pass",
                init -> new Sequential(new BatchNorm(4, init), new Gelu()),
                6,
                4)
            .refusing(6, 3),
        LayerCase.any(
                "Sequential of a whitening convolution and a GELU in one pass",
                init -> new Sequential(whitening(init), new Gelu()),
                2,
                4,
                5,
                2)
            .refusing(2, 4, 5, 3),
        LayerCase.any("Residual", init -> new Residual(smooth(init)), 3, 5).refusing(3, 4),
        LayerCase.any(
                "Residual with a shortcut of its own",
                init -> new Residual(smooth(init), new Linear(5, 5, init)),
                3,
                5)
            .refusing(3, 4),
        LayerCase.any("Ensemble", init -> new Ensemble(smooth(init), smooth(init)), 3, 5)
            .refusing(3, 4),
        LayerCase.any("Network", init -> new Network("Net", Shape.of(5), smooth(init)), 3, 5)
            .refusing(3, 4));
  }

  @Test
  void noLayerEscapesItsContract() throws Exception {
    Set<Class<?>> held =
        layers().map(one -> one.layer(Precision.DOUBLE).getClass()).collect(Collectors.toSet());
    assertEquals(
        List.of(),
        Implementations.of(Layer.class).stream().filter(layer -> !held.contains(layer)).toList());
  }

  private static Layer conv(int in, int out, Window window, Initializer initializer) {
    return new Conv2d(in, out, window, initializer);
  }

  private static Layer whitening(Initializer initializer) {
    Tensor images = Numbers.gaussian(Shape.of(6, 4, 5, 2), 21).to(initializer.precision());
    return PatchWhitening.of(images, Window.square(2), 1e-2, initializer);
  }

  private static Layer smooth(Initializer initializer) {
    return new Sequential(new Linear(5, 5, initializer), new Tanh());
  }

  private static List<Supplier<Mode>> modes() {
    return List.of(() -> Mode.training(new Random(5)), Mode::evaluation);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void gradientsAreThoseOfCentralDifferences(LayerCase layerCase) {
    for (Supplier<Mode> mode : modes()) {
      Layer layer = layerCase.layer(Precision.DOUBLE);
      Tensor x = layerCase.example(Precision.DOUBLE);
      Pass pass = layer.forward(x, mode.get());
      Tensor dy = Numbers.gaussian(pass.output().shape(), 2);
      Tensor dx = pass.backward(dy);
      // Running statistics move with each pass; in evaluation they must stand still.
      assertClose("input", dx, slopes(x, () -> layer.forward(x, mode.get()).output().dot(dy)));
      for (var entry : layer.parameters().trainable()) {
        Tensor value = entry.getValue().value();
        Tensor expected = slopes(value, () -> layer.forward(x, mode.get()).output().dot(dy));
        assertClose(entry.getKey(), entry.getValue().gradient(), expected);
      }
    }
  }

  /** Element by element, where the comparison above looks at whole tensors. */
  @ParameterizedTest
  @MethodSource("layers")
  void theCheckThatLearnersUsePasses(LayerCase layerCase) {
    GradientCheck.of(layerCase.layer(Precision.DOUBLE), layerCase.example(Precision.DOUBLE))
        .require(1e-8);
  }

  @ParameterizedTest
  @EnumSource
  void aRectifierLetsNeitherASignNorAnInfinityThrough(Precision precision) {
    for (int columns : new int[] {1, 40}) {
      Tensor x = Tensor.full(precision, Shape.of(1, columns), Double.NEGATIVE_INFINITY);
      Tensor zeros = Tensor.zeros(precision, x.shape());
      Pass pass = new Relu().forward(x, Mode.evaluation());
      assertArrayEquals(zeros.toArray(), pass.output().toArray());
      assertArrayEquals(zeros.toArray(), pass.backward(x).toArray());
    }
  }

  /** (f(v + h) − f(v − h)) / 2h for each element of v. */
  private static Tensor slopes(Tensor v, Supplier<Double> f) {
    Tensor slopes = Tensor.zeros(v.precision(), v.shape());
    for (int i = 0; i < v.size(); i++) {
      double here = v.get(i);
      v.set(i, here + STEP);
      double above = f.get();
      v.set(i, here - STEP);
      double below = f.get();
      v.set(i, here);
      slopes.set(i, (above - below) / (2 * STEP));
    }
    return slopes;
  }

  private static void assertClose(String what, Tensor received, Tensor expected) {
    double distance = Numbers.distance(received, expected);
    assertTrue(
        distance <= 1e-8,
        () -> "%s: %.1e%n%s%nexpected%n%s".formatted(what, distance, received, expected));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void singleAndDoublePrecisionAgree(LayerCase layerCase) {
    for (Supplier<Mode> mode : modes()) {
      Layer wide = layerCase.layer(Precision.DOUBLE);
      Layer narrow = layerCase.layer(Precision.SINGLE);
      Pass expected = wide.forward(layerCase.example(Precision.DOUBLE), mode.get());
      Pass received = narrow.forward(layerCase.example(Precision.SINGLE), mode.get());
      assertTrue(Numbers.distance(received.output(), expected.output()) <= 1e-4);
      Tensor dy = Numbers.gaussian(expected.output().shape(), 2);
      Tensor dx = received.backward(dy.to(Precision.SINGLE));
      assertTrue(Numbers.distance(dx, expected.backward(dy)) <= 1e-4);
      for (var entry : wide.parameters()) {
        Parameter other = narrow.parameters().get(entry.getKey());
        Parameter one = entry.getValue();
        assertTrue(Numbers.distance(other.gradient(), one.gradient()) <= 1e-4, entry.getKey());
        assertTrue(Numbers.distance(other.value(), one.value()) <= 1e-4, entry.getKey());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void evaluationIsDeterministicAndChangesNothing(LayerCase layerCase) {
    Layer layer = layerCase.layer(Precision.SINGLE);
    Tensor x = layerCase.example(Precision.SINGLE);
    Tensor first = layer.forward(x, Mode.evaluation()).output();
    Tensor second = layer.forward(x, Mode.evaluation()).output();
    assertArrayEquals(first.toArray(), second.toArray());
    for (var entry : layerCase.layer(Precision.SINGLE).parameters()) {
      assertArrayEquals(
          entry.getValue().value().toArray(),
          layer.parameters().get(entry.getKey()).value().toArray(),
          entry.getKey());
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void theSamePassTwiceGivesTheSameGradient(LayerCase layerCase) {
    Layer layer = layerCase.layer(Precision.DOUBLE);
    Pass pass = layer.forward(layerCase.example(Precision.DOUBLE), Mode.training(new Random(5)));
    Tensor dy = Numbers.gaussian(pass.output().shape(), 2);
    Tensor once = pass.backward(dy);
    var gradients = layer.parameters().trainable();
    List<Tensor> single =
        Stream.of(gradients.names().toArray(String[]::new))
            .map(name -> gradients.get(name).gradient().copy())
            .toList();
    assertArrayEquals(once.toArray(), pass.backward(dy).toArray());
    int i = 0;
    for (var entry : gradients) {
      assertArrayEquals(
          single.get(i++).times(2).toArray(), entry.getValue().gradient().toArray(), 1e-12);
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void noGradientInGivesNoGradientOut(LayerCase layerCase) {
    Layer layer = layerCase.layer(Precision.DOUBLE);
    Pass pass = layer.forward(layerCase.example(Precision.DOUBLE), Mode.training(new Random(5)));
    Tensor dx = pass.backward(pass.output().times(0));
    assertEquals(0, dx.dot(dx));
    for (var entry : layer.parameters()) {
      Tensor gradient = entry.getValue().gradient();
      assertEquals(0, gradient.dot(gradient), entry.getKey());
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aGradientHasTheShapeOfWhatItBelongsTo(LayerCase layerCase) {
    Layer layer = layerCase.layer(Precision.SINGLE);
    Tensor x = layerCase.example(Precision.SINGLE);
    Pass pass = layer.forward(x, Mode.evaluation());
    assertEquals(x.shape(), pass.backward(pass.output()).shape());
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aGradientOfAnotherShapeIsRefused(LayerCase layerCase) {
    Layer layer = layerCase.layer(Precision.DOUBLE);
    Pass pass = layer.forward(layerCase.example(Precision.DOUBLE), Mode.evaluation());
    Shape shape = pass.output().shape();
    Tensor wrong = Tensor.zeros(Precision.DOUBLE, shape.with(-1, shape.columns() + 1));
    var error = assertThrows(IllegalArgumentException.class, () -> pass.backward(wrong));
    assertEquals(
        "backward received a gradient of shape %s for an output of shape %s; they must be equal"
            .formatted(wrong.shape(), shape),
        error.getMessage());
    assertThrows(IllegalArgumentException.class, () -> pass.backwardParameters(wrong));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void whatIsNotANumberIsNeverHidden(LayerCase layerCase) {
    for (Precision precision : Precision.values()) {
      for (Supplier<Mode> mode : modes()) {
        for (int place : new int[] {0, layerCase.input().columns()}) {
          Tensor x = layerCase.example(precision).copy();
          x.set(place, Double.NaN);
          Tensor y = layerCase.layer(precision).forward(x, mode.get()).output();
          assertTrue(Arrays.stream(y.toArray()).anyMatch(Double::isNaN), () -> place + " of " + x);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void whatIsSavedAndLoadedGivesTheSameOutput(LayerCase layerCase, @TempDir Path folder)
      throws IOException {
    Tensor x = layerCase.example(Precision.SINGLE);
    Layer saved = layerCase.layer(Precision.SINGLE);
    saved.forward(x, Mode.training(new Random(5)));
    Path file = folder.resolve("layer.npz");
    Checkpoint.of(saved).write(file);
    Layer loaded = layerCase.make().apply(Initializer.he(Precision.SINGLE, new Seed(99)));
    Checkpoint.read(file).load(loaded);
    assertArrayEquals(
        saved.forward(x, Mode.evaluation()).output().toArray(),
        loaded.forward(x, Mode.evaluation()).output().toArray());
  }

  @Test
  void theRemedyIsOneThatHelps() {
    Initializer init = Initializer.he(Precision.SINGLE, new Seed(1));
    Tensor images = Tensor.zeros(Precision.SINGLE, Shape.of(64, 28, 28, 1));
    assertRefused(
        "Linear(784→100) received 64×28×28×1; it expects a last dimension of 784: flatten the images first",
        () -> new Linear(784, 100, init).forward(images, Mode.evaluation()));
    assertRefused(
        "BatchNorm(3) received 64×28×28×1; it expects a last dimension of 3: make the layer for 1, or the one in front of it for 3",
        () -> new BatchNorm(3, init).forward(images, Mode.evaluation()));
  }

  @Test
  void aSliceIsThePartOfItsLayers() {
    Initializer init = Initializer.he(Precision.SINGLE, new Seed(1));
    Sequential layers = new Sequential(new Linear(5, 4, init), new Relu(), new Linear(4, 3, init));
    Network network = new Network("small", Shape.of(5), layers);
    Tensor x = Tensor.gaussian(Precision.SINGLE, Shape.of(2, 5), 1, new Random(2));
    Tensor between = network.slice(0, 2).forward(x, Mode.evaluation()).output();
    assertArrayEquals(
        layers.forward(x, Mode.evaluation()).output().toArray(),
        layers.slice(2, 3).forward(between, Mode.evaluation()).output().toArray());
    assertEquals(
        List.of("0.weight", "0.bias"), List.copyOf(layers.slice(2, 3).parameters().names()));
    assertRefused(
        "a slice from 1 to 4 of 3 layers; expected 0 ≤ from ≤ to ≤ 3", () -> layers.slice(1, 4));
  }

  @Test
  void membersThatMakeDifferentShapesAreRefused() {
    Initializer init = Initializer.he(Precision.SINGLE, new Seed(1));
    Layer ensemble = new Ensemble(new Linear(5, 3, init), new Linear(5, 4, init));
    assertRefused(
        "Ensemble received 2×5, for which one member returned 2×3 and another 2×4; they must be equal: let all members end in the same shape",
        () -> ensemble.forward(Tensor.zeros(Precision.SINGLE, Shape.of(2, 5)), Mode.evaluation()));
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    Initializer init = Initializer.he(Precision.SINGLE, new Seed(1));
    assertRefused(
        "momentum is the share of the newest batch, from 0 to 1 and usually 0.1, got 1.1",
        () -> new BatchNorm(3, 1.1, 1e-5, init));
    assertRefused(
        "ε keeps a root from being 0: it is 0 or more, usually 1e-5, got -1.0",
        () -> new LayerNorm(3, -1, init));
    assertThrows(IllegalArgumentException.class, () -> new BatchNorm(3, 0.1, Double.NaN, init));
    assertThrows(IllegalArgumentException.class, () -> new GroupNorm(1, 3, -1, init));
    assertThrows(IllegalArgumentException.class, () -> new GroupNorm(2, 3, init));
    assertThrows(IllegalArgumentException.class, () -> new Maxout(0));
    assertThrows(IllegalArgumentException.class, () -> new Elu(-1));
    assertThrows(IllegalArgumentException.class, () -> new LeakyRelu(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Ensemble(List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> new MaxPool2d(Window.square(3).withPadding(2)));
  }

  private static void assertRefused(String message, Executable attempt) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, attempt).getMessage());
  }

  static Stream<LayerCase> demandingLayers() {
    return layers().filter(layerCase -> layerCase.wrong().isPresent());
  }

  @ParameterizedTest
  @MethodSource("demandingLayers")
  void aWrongShapeIsRefusedByName(LayerCase layerCase) {
    Layer layer = layerCase.layer(Precision.DOUBLE);
    Tensor wrong = Tensor.zeros(Precision.DOUBLE, layerCase.wrong().orElseThrow());
    var error =
        assertThrows(IllegalArgumentException.class, () -> layer.forward(wrong, Mode.evaluation()));
    String message = error.getMessage();
    assertTrue(message.contains(" received " + wrong.shape() + "; it expects "), message);
    String named = message.substring(0, message.indexOf(" received"));
    assertTrue(layer.toString().contains(named), message);
  }
}
