package gradus.tensor.vector;

import gradus.tensor.engine.SlidingWindow;

/** The choice among the ways to convolve. */
final class Convolutions {
  private Convolutions() {}

  /** A convolution by the way that multiplies least. */
  static Convolution of(SlidingWindow window, float[] images, View weight, float[] bias) {
    return Winograd.fits(window, weight.columns())
        ? new Winograd(
            window,
            FeatureMaps.of(
                images,
                window.images(),
                window.imageHeight() * window.imageWidth(),
                window.channels()),
            weight,
            bias)
        : new Im2colConvolution(window, images, weight, bias);
  }
}
