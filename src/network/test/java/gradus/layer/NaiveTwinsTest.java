package gradus.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Precision;
import gradus.tensor.Selection;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Convolution and pooling against the plain loops of their definitions. */
class NaiveTwinsTest {
  private static final int TRIALS = 150;

  private final Random random = new Random(17);

  @Test
  void aConvolutionByHand() {
    Tensor x = Tensor.of(Shape.of(1, 2, 3, 1), 1, 2, 3, 4, 5, 6);
    Tensor w = Tensor.of(Shape.of(4, 1), 1, 0, 0, 10);
    Tensor b = Tensor.of(Shape.of(1, 1), 100);
    Tensor y = NaiveConvolution.forward(x, w, b, Window.square(2));
    assertEquals(Shape.of(1, 1, 2, 1), y.shape());
    assertEquals(1 + 50 + 100, y.get(0));
    assertEquals(2 + 60 + 100, y.get(1));
  }

  @Test
  void convolutionEqualsItsNaiveTwin() {
    for (int trial = 0; trial < TRIALS; trial++) {
      Window window = window(1);
      Tensor x = images(window);
      int filters = 1 + random.nextInt(5);
      Tensor w = Numbers.gaussian(Shape.of(window.area() * x.columns(), filters), trial);
      Tensor b = Numbers.gaussian(Shape.of(1, filters), trial);
      Tensor y = NaiveConvolution.forward(x, w, b, window);
      Tensor dy = Numbers.gaussian(y.shape(), trial);
      Tensor dx = NaiveConvolution.inputGradient(dy, w, window, x.shape());
      Tensor dw = NaiveConvolution.weightGradient(dy, x, window);
      for (Precision precision : Precision.values()) {
        Tensor narrowX = x.to(precision);
        Tensor narrowW = w.to(precision);
        Tensor narrowDy = dy.to(precision);
        assertClose(narrowX.convolve(narrowW, b.to(precision), window), y);
        assertClose(narrowDy.convolveInputGradient(narrowW, window, x.shape()), dx);
        assertClose(narrowX.convolveWeightGradient(narrowDy, window), dw);
      }
    }
  }

  @Test
  void poolingEqualsItsNaiveTwin() {
    for (int trial = 0; trial < TRIALS; trial++) {
      Window window = window(0.5);
      Tensor x = images(window);
      Tensor dy = Numbers.gaussian(window.output(x.shape(), x.columns()), trial);
      Tensor max = NaivePooling.max(x, window);
      Tensor maxGradient = NaivePooling.maxGradient(dy, x, window);
      Tensor average = NaivePooling.average(x, window);
      Tensor averageGradient = NaivePooling.averageGradient(dy, window, x.shape());
      for (Precision precision : Precision.values()) {
        var largest = Selection.maxPool(x.to(precision), window);
        assertClose(largest.values(), max);
        assertClose(largest.scatter(dy.to(precision)), maxGradient);
        assertClose(x.to(precision).averagePool(window), average);
        assertClose(dy.to(precision).averagePoolGradient(window, x.shape()), averageGradient);
      }
    }
  }

  @Test
  void ofEqualPixelsTheFirstGetsTheGradient() {
    Tensor x = Tensor.full(Precision.DOUBLE, Shape.of(1, 2, 2, 1), 3);
    Tensor dy = Tensor.of(Shape.of(1, 1, 1, 1), 5);
    Tensor expected = Tensor.of(Shape.of(1, 2, 2, 1), 5, 0, 0, 0);
    assertClose(NaivePooling.maxGradient(dy, x, Window.square(2)), expected);
    assertClose(Selection.maxPool(x, Window.square(2)).scatter(dy), expected);
  }

  @Test
  void eachPickedValueTakesOneGradient() {
    Tensor x = Tensor.full(Precision.DOUBLE, Shape.of(1, 2, 2, 1), 3);
    Tensor two = Tensor.of(Shape.of(2, 1, 1, 1), 5, 6);
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> Selection.maxPool(x, Window.square(2)).scatter(two));
    assertEquals(
        "gradients 2×1×1×1 for picked values 1×1×1×1; give one for each", error.getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotANumberIsTheLargestWhereverItStands(Precision precision) {
    for (int place = 0; place < 4; place++) {
      double[] pixels = {1, 2, 3, 4};
      pixels[place] = Double.NaN;
      Tensor x = Tensor.of(Shape.of(1, 2, 2, 1), pixels).to(precision);
      assertTrue(Double.isNaN(NaivePooling.max(x, Window.square(2)).get(0)));
      assertTrue(Double.isNaN(Selection.maxPool(x, Window.square(2)).values().get(0)));
    }
  }

  @Test
  void weightsOfAnotherWindowAreRefused() {
    Tensor x = Numbers.gaussian(Shape.of(1, 4, 4, 2), 1);
    Tensor w = Numbers.gaussian(Shape.of(9, 5), 2);
    Tensor b = Numbers.gaussian(Shape.of(1, 5), 3);
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> NaiveConvolution.forward(x, w, b, Window.square(3)));
    assertTrue(error.getMessage().contains("received weights 9×5; it expects 18 rows"));
    Tensor dy = Numbers.gaussian(Shape.of(1, 2, 2, 5), 4);
    assertThrows(
        IllegalArgumentException.class,
        () -> NaiveConvolution.inputGradient(dy, w, Window.square(3), x.shape()));
  }

  /** A window, with padding of at most a part of its size. */
  private Window window(double most) {
    int height = 1 + random.nextInt(4);
    int width = 1 + random.nextInt(4);
    int padding = random.nextInt((int) (most * Math.min(height, width)) + 1);
    return new Window(height, width, 1 + random.nextInt(3), padding, random.nextBoolean());
  }

  /** Images into which the window fits. */
  private Tensor images(Window window) {
    int height = Math.max(1, window.height() - 2 * window.padding()) + random.nextInt(6);
    int width = Math.max(1, window.width() - 2 * window.padding()) + random.nextInt(6);
    int channels = 1 + random.nextInt(4);
    return Numbers.gaussian(
        Shape.of(1 + random.nextInt(3), height, width, channels), random.nextInt());
  }

  private static void assertClose(Tensor received, Tensor expected) {
    double tolerance = received.precision() == Precision.DOUBLE ? 1e-13 : 1e-5;
    assertEquals(expected.shape(), received.shape());
    assertTrue(Numbers.distance(received, expected) <= tolerance);
  }
}
