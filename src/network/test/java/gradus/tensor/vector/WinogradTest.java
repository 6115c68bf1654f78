package gradus.tensor.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Selection;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import gradus.tensor.engine.SlidingWindow;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where Winograd's convolution is taken, and how exact it is. */
class WinogradTest {
  @ParameterizedTest
  @CsvSource({
    "3, 1, 32, 64, 64, true",
    "3, 1, 8, 24, 64, true",
    "3, 1, 4, 512, 512, true",
    "5, 1, 10, 32, 64, true",
    "5, 1, 1, 64, 64, false",
    // few channels, few filters, too many for a block
    "3, 1, 32, 3, 64, false",
    "3, 1, 32, 64, 10, false",
    "3, 1, 32, 24, 24, false",
    "3, 1, 8, 64, 1024, false",
    // other windows and steps
    "7, 1, 32, 64, 64, false",
    "5, 1, 14, 3, 64, false",
    "5, 2, 32, 64, 64, false",
    "3, 2, 32, 64, 64, false",
    // of a single output three quarters of a tile would be lost
    "3, 1, 1, 64, 64, false",
  })
  void itIsTakenWhereItMultipliesLess(
      int size, int stride, int outputs, int channels, int filters, boolean taken) {
    int pixels = (outputs - 1) * stride + size;
    var window =
        new SlidingWindow(
            2, pixels, pixels, channels, size, size, stride, stride, 0, outputs, outputs);
    assertEquals(taken, Winograd.fits(window, filters));
  }

  @ParameterizedTest
  @CsvSource({
    "3, 1, 64, 64, 4, 1e-6",
    "3, 1, 64, 64, 12, 2e-6",
    "3, 1, 24, 64, 31, 2e-6",
    "3, 0, 24, 64, 8, 1e-6",
    "3, 0, 24, 64, 13, 2e-6",
    "3, 1, 256, 128, 7, 2e-6",
    "5, 0, 32, 64, 14, 2e-6",
    "5, 2, 32, 64, 14, 2e-6",
    "5, 0, 44, 28, 9, 2e-6",
    "5, 2, 256, 300, 7, 2e-6"
  })
  void itIsNearlyAsExactAsTheDefinition(
      int size, int padding, int channels, int filters, int pixels, double error) {
    Window window = Window.square(size).withPadding(padding);
    Shape images = Shape.of(4, pixels, pixels, channels);
    Tensor x = numbers(images, "x");
    Tensor w = numbers(Shape.of(window.area() * channels, filters), "w");
    Tensor b = numbers(Shape.of(1, filters), "b");
    Tensor dy = numbers(window.output(images, filters), "dy");
    assertExact(error, p -> x.to(p).convolve(w.to(p), b.to(p), window));
    assertExact(error, p -> dy.to(p).convolveInputGradient(w.to(p), window, images));
    assertExact(error, p -> x.to(p).convolveWeightGradient(dy.to(p), window));
  }

  /** Few images are cut into tiles at once, many image by image. */
  @ParameterizedTest
  @CsvSource({
    "3, 1, 24, 64, 15, 3",
    "3, 1, 64, 48, 15, 40",
    "3, 1, 128, 160, 7, 70",
    "3, 1, 32, 32, 9, 1",
    "3, 0, 40, 36, 6, 5",
    "5, 0, 32, 64, 14, 20",
    "5, 2, 40, 36, 8, 5"
  })
  void theGradientThatAPoolingLetsThroughGivesTheBitsOfTheWhole(
      int size, int padding, int channels, int filters, int pixels, int count) {
    Window window = Window.square(size).withPadding(padding);
    Shape images = Shape.of(count, pixels, pixels, channels);
    Tensor x = numbers(images, "x");
    Tensor w = numbers(Shape.of(window.area() * channels, filters), "w");
    Tensor b = numbers(Shape.of(1, filters), "b");
    Selection picked =
        Selection.convolveMaxPool(x, w, b, window, false, Window.square(2).withStride(2));
    Tensor passed = numbers(picked.values().shape(), "dy");
    Tensor whole = picked.scatter(passed);
    assertArrayEquals(
        whole.convolveInputGradient(w, window, images).toArray(),
        picked.convolveInputGradient(passed, w, window, images).toArray());
    assertArrayEquals(
        x.convolveWeightGradient(whole, window).toArray(),
        picked.convolveWeightGradient(passed, x, window).toArray());
  }

  private static Tensor numbers(Shape shape, String name) {
    return Tensor.gaussian(Precision.SINGLE, shape, 1, new Seed(3).stream(name));
  }

  private static void assertExact(double most, Function<Precision, Tensor> result) {
    Tensor exact = result.apply(Precision.DOUBLE);
    Tensor error = result.apply(Precision.SINGLE).to(Precision.DOUBLE).minus(exact);
    double relative = Math.sqrt(error.dot(error) / exact.dot(exact));
    assertTrue(relative < most, () -> "relative error " + relative);
  }
}
