package gradus.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Layers that a sequence does together, against the same layers one by one. */
class FusionTest {
  private final Seed seed = new Seed(5);

  @ParameterizedTest
  @EnumSource
  void aFusedConvolutionIsTheThreeLayersOneByOne(Precision precision) {
    var initializer = Initializer.gaussian(precision, seed, 0.3);
    Window overlapping = new Window(3, 3, 2, 1, true);
    assertSameAsOneByOne(
        precision,
        Mode.evaluation(),
        new Conv2d(3, 18, Window.square(3).withPadding(1), initializer),
        new Relu(),
        new MaxPool2d(overlapping));
  }

  @ParameterizedTest
  @EnumSource
  void aConvolutionFusedWithAPoolingIsTheTwoLayersOneByOne(Precision precision) {
    var initializer = Initializer.gaussian(precision, seed, 0.3);
    Window same = Window.square(3).withPadding(1);
    assertSameAsOneByOne(
        precision, Mode.evaluation(), new Conv2d(3, 18, same, initializer), new MaxPool2d(2));
    Layer withoutBias = Conv2d.withoutBias(3, 5, same, initializer);
    assertSameAsOneByOne(precision, Mode.evaluation(), withoutBias, new MaxPool2d(3));
  }

  @ParameterizedTest
  @EnumSource
  void aWhiteningFusedWithAGeluIsTheTwoLayersOneByOne(Precision precision) {
    var initializer = Initializer.gaussian(precision, seed, 0.3);
    Tensor images = Tensor.gaussian(precision, Shape.of(9, 5, 5, 3), 1, seed.stream("images"));
    assertSameAsOneByOne(
        precision,
        Mode.evaluation(),
        PatchWhitening.of(images, Window.square(2), 1e-2, initializer),
        new Gelu());
  }

  @ParameterizedTest
  @EnumSource
  void aNormalizationFusedWithAGeluIsTheTwoLayersOneByOne(Precision precision) {
    var initializer = Initializer.gaussian(precision, seed, 0.3);
    for (Mode mode : List.of(Mode.training(seed.stream("pass")), Mode.evaluation())) {
      assertSameAsOneByOne(precision, mode, new BatchNorm(3, initializer), new Gelu());
      Layer withoutScale = BatchNorm.withoutScale(3, 0.4, 1e-12, initializer);
      assertSameAsOneByOne(precision, mode, withoutScale, new Gelu());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFusedNormalizationIsTheTwoLayersOneByOne(Precision precision) {
    var initializer = Initializer.gaussian(precision, seed, 0.3);
    for (Mode mode : List.of(Mode.training(seed.stream("pass")), Mode.evaluation())) {
      assertSameAsOneByOne(precision, mode, new BatchNorm(3, initializer), new Relu());
    }
  }

  private void assertSameAsOneByOne(Precision precision, Mode mode, Layer... parts) {
    List<Layer> layers = List.of(parts);
    Tensor x = Tensor.gaussian(precision, Shape.of(5, 9, 7, 3), 1, seed.stream("x"));

    Sequential fused = new Sequential(layers);
    Pass together = fused.forward(x, mode);
    Tensor dy = Tensor.gaussian(precision, together.output().shape(), 1, seed.stream("dy"));
    Tensor dx = together.backward(dy);
    List<Tensor> gradients = gradients(fused);

    fused.parameters().clearGradients();
    Tensor y = x;
    var passes = new java.util.ArrayDeque<Pass>();
    for (Layer layer : layers) {
      passes.push(layer.forward(y, mode));
      y = passes.peek().output();
    }
    Tensor gradient = dy;
    for (Pass pass : passes) {
      gradient = pass.backward(gradient);
    }
    assertClose(y, together.output());
    assertClose(gradient, dx);
    for (int i = 0; i < gradients.size(); i++) {
      assertClose(gradients(fused).get(i), gradients.get(i));
    }
  }

  @ParameterizedTest
  @EnumSource
  void learningGathersTheGradientsOfTheWholeWayBack(Precision precision) {
    var initializer = Initializer.gaussian(precision, seed, 0.3);
    Sequential network =
        new Sequential(
            new Flatten(),
            new Linear(12, 5, initializer),
            new Residual(new Sequential(new Relu(), new Linear(5, 5, initializer))),
            new Linear(5, 2, initializer));
    Tensor x = Tensor.gaussian(precision, Shape.of(4, 2, 2, 3), 1, seed.stream("x"));
    Tensor dy = Tensor.gaussian(precision, Shape.of(4, 2), 1, seed.stream("dy"));
    network.forward(x, Mode.evaluation()).backward(dy);
    List<Tensor> expected = gradients(network);
    network.parameters().clearGradients();
    network.forward(x, Mode.evaluation()).backwardParameters(dy);
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i).toArray(), gradients(network).get(i).toArray());
    }
  }

  private static List<Tensor> gradients(Layer layer) {
    var gradients = new java.util.ArrayList<Tensor>();
    layer.parameters().forEach(entry -> gradients.add(entry.getValue().gradient()));
    return gradients;
  }

  private static void assertClose(Tensor expected, Tensor actual) {
    assertEquals(expected.shape(), actual.shape());
    double tolerance = expected.precision() == Precision.DOUBLE ? 1e-12 : 1e-4;
    assertArrayEquals(expected.toArray(), actual.toArray(), tolerance);
  }

  @Test
  void aPoolingThatDoesNotFitIsNamedAsIfItWereAlone() {
    var initializer = Initializer.he(Precision.DOUBLE, seed);
    Layer fused = new Sequential(new Conv2d(3, 4, Window.square(3), initializer), new MaxPool2d(2));
    Tensor x = Tensor.zeros(Precision.DOUBLE, Shape.of(1, 3, 3, 3));
    var error =
        assertThrows(IllegalArgumentException.class, () -> fused.forward(x, Mode.evaluation()));
    assertTrue(error.getMessage().startsWith("MaxPool2d("), error.getMessage());
  }
}
