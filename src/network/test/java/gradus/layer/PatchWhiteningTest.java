package gradus.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Convolutions that begin with what is known: whitening, the identity. */
class PatchWhiteningTest {
  private static final Window PATCH = Window.square(2);
  private static final Initializer INITIALIZER = Initializer.uniform(Precision.DOUBLE, new Seed(1));

  /** Pictures whose neighbouring pixels and channels resemble each other. */
  private static Tensor smoothImages() {
    Tensor noise = Numbers.gaussian(Shape.of(600, 5, 5, 2), 4);
    Tensor blur = Tensor.full(Precision.DOUBLE, Shape.of(8, 2), 0.4);
    blur.set(3, 1.5);
    return noise.convolve(blur, PATCH);
  }

  @Test
  void outputsAreUncorrelatedAndOfVarianceOneAndThenTheirNegatives() {
    Tensor images = smoothImages();
    Conv2d whitening = PatchWhitening.of(images, PATCH, 1e-12, INITIALIZER);
    bias(whitening).assign(bias(whitening).times(0));
    Tensor y = whitening.forward(images, Mode.evaluation()).output();
    assertEquals(Shape.of(600, 3, 3, 16), y.shape());
    Tensor moments = y.reshape(y.rows(), 16).transposeMatmul(y).times(1.0 / y.rows());
    for (int i = 0; i < 16; i++) {
      for (int j = 0; j < 16; j++) {
        double expected = i == j ? 1 : i % 8 == j % 8 ? -1 : 0;
        assertEquals(expected, moments.at(i, j), 1e-9, i + ", " + j);
      }
    }
  }

  /** Of patches (a, a + small noise) the directions are (1, 1)/√2 and (1, −1)/√2. */
  @Test
  void theDirectionInWhichPatchesVaryMostIsDividedByTheMost() {
    var random = new Random(5);
    Tensor images = Tensor.zeros(Precision.DOUBLE, Shape.of(4_000, 1, 2, 1));
    for (int i = 0; i < images.size(); i += 2) {
      double a = 3 * random.nextGaussian();
      images.set(i, a);
      images.set(i + 1, a + 0.1 * random.nextGaussian());
    }
    Window pair = new Window(1, 2, 1, 0, false);
    Tensor filters =
        PatchWhitening.of(images, pair, 0.25, INITIALIZER).parameters().get("weight").value();
    double along = Math.sqrt(0.5 / (18 + 0.25));
    double across = Math.sqrt(0.5 / (0.005 + 0.25));
    double[] ratios = filters.dividedBy(signed(along, across)).toArray();
    for (double ratio : ratios) {
      assertEquals(1, ratio, 0.05);
    }
  }

  /** 2×4: along, across, and both negated; the largest component of each is positive. */
  private static Tensor signed(double along, double across) {
    Tensor filters =
        Tensor.of(Shape.of(2, 4), along, across, -along, -across, along, -across, -along, across);
    return filters;
  }

  @Test
  void onlyTheBiasLearns() {
    Tensor images = smoothImages();
    Conv2d whitening = PatchWhitening.of(images, PATCH, 1e-3, INITIALIZER);
    assertFalse(whitening.parameters().get("weight").trainable());
    Pass pass = whitening.forward(images, Mode.training(new Random(1)));
    pass.backwardParameters(pass.output());
    Tensor gradient = whitening.parameters().get("weight").gradient();
    assertEquals(0, gradient.dot(gradient));
    Tensor ofBias = whitening.parameters().get("bias").gradient();
    assertArrayEquals(pass.output().columnSums().toArray(), ofBias.toArray());
  }

  @Test
  void chunksOfImagesGiveWhatAllGive() {
    Tensor images = smoothImages();
    Tensor weight =
        PatchWhitening.of(images, PATCH, 1e-3, INITIALIZER).parameters().get("weight").value();
    Tensor patches = images.im2col(PATCH);
    Tensor moments = patches.transposeMatmul(patches).times(1.0 / patches.rows());
    // Mv = λv for v = w/‖w‖ of every filter.
    for (int filter = 0; filter < weight.columns(); filter++) {
      int column = filter;
      Tensor v = Tensor.zeros(Precision.DOUBLE, Shape.of(weight.rows(), 1));
      for (int row = 0; row < weight.rows(); row++) {
        v.set(row, weight.at(row, column));
      }
      Tensor image = moments.matmul(v);
      double lambda = image.dot(v) / v.dot(v);
      assertTrue(Numbers.distance(image, v.times(lambda)) < 1e-9);
      assertEquals(1 / (lambda + 1e-3), v.dot(v), 1e-9 * v.dot(v));
    }
  }

  @Test
  void whatCannotBeWhitenedIsRefused() {
    Tensor none = Tensor.zeros(Precision.DOUBLE, Shape.of(0, 5, 5, 2));
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> PatchWhitening.of(none, PATCH, 1e-3, INITIALIZER));
    assertEquals(
        "whitening needs at least one image and an ε above 0, such as 5e-4; got 0×5×5×2 and 0.001",
        error.getMessage());
    Tensor some = smoothImages();
    assertThrows(
        IllegalArgumentException.class, () -> PatchWhitening.of(some, PATCH, 0, INITIALIZER));
    assertThrows(
        IllegalArgumentException.class,
        () -> PatchWhitening.of(some, Window.square(9), 1e-3, INITIALIZER));
    assertThrows(
        IllegalArgumentException.class,
        () -> PatchWhitening.of(some.reshape(600, 32), PATCH, 1e-3, INITIALIZER));
    Tensor damaged = some.copy();
    damaged.set(0, Double.NaN);
    assertThrows(
        IllegalArgumentException.class, () -> PatchWhitening.of(damaged, PATCH, 1e-3, INITIALIZER));
  }

  @Test
  void theFirstFiltersOfADiracConvolutionPassOnTheirChannels() {
    Tensor images = Numbers.gaussian(Shape.of(2, 4, 5, 3), 6);
    Window same = Window.square(3).withPadding(1);
    for (int filters : new int[] {2, 3, 7}) {
      Tensor y =
          Conv2d.dirac(3, filters, same, INITIALIZER).forward(images, Mode.evaluation()).output();
      for (int pixel = 0; pixel < y.rows(); pixel++) {
        for (int channel = 0; channel < Math.min(3, filters); channel++) {
          assertEquals(images.at(pixel, channel), y.at(pixel, channel));
        }
        for (int channel = 3; channel < filters; channel++) {
          assertTrue(y.at(pixel, channel) != 0);
        }
      }
    }
  }

  @Test
  void nothingInFrontOfTheFirstLayerThatLearnsGetsAGradient() {
    Tensor images = smoothImages();
    var fixed = new Fixed();
    var network = new Sequential(fixed, new Conv2d(2, 3, PATCH, INITIALIZER));
    Pass pass = network.forward(images, Mode.training(new Random(1)));
    pass.backwardParameters(pass.output());
    assertEquals(0, fixed.asked);
    Tensor unused = pass.backward(pass.output());
    assertEquals(images.shape(), unused.shape());
    assertEquals(1, fixed.asked);
  }

  /** A layer with a number that does not learn. */
  private static final class Fixed implements Layer {
    private final Parameter factor =
        Parameter.buffer(Tensor.full(Precision.DOUBLE, Shape.of(1, 1), 2));
    private int asked;

    @Override
    public Pass forward(Tensor x, Mode mode) {
      return Pass.of(
          x.times(factor.value().get(0)),
          dy -> {
            asked++;
            return dy.times(factor.value().get(0));
          });
    }

    @Override
    public Parameters parameters() {
      return Parameters.of("factor", factor);
    }
  }

  private static Tensor bias(Conv2d convolution) {
    return convolution.parameters().get("bias").value();
  }
}
