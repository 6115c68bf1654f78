package gradus.training;

import gradus.data.Extent;
import gradus.layer.Layer;
import gradus.layer.Mode;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.function.IntUnaryOperator;

/**
 * Scores for images as means over several views of each: as it is and mirrored, and both of these
 * shifted by some pixels towards two opposite corners. What comes in from outside is reflected.
 *
 * <p>The unshifted pair counts half, each shifted pair a quarter; that makes six passes through the
 * network for each image ("test-time augmentation", as in K. Jordan, 2024).
 *
 * @param network that gives scores
 * @param shift in pixels, down and to the right, then up and to the left; smaller than the images,
 *     and 0 for the mirrored view alone
 */
public record TestTimeViews(Layer network, int shift) {
  public TestTimeViews {
    if (shift < 0) {
      throw new IllegalArgumentException(
          "views are shifted by 0 pixels or more, usually 1, got " + shift);
    }
  }

  /** The mean scores (N×C) for images (N×H×W×C). */
  public Tensor scores(Tensor images) {
    requireRoom(images.shape());
    Tensor still = pair(images, 0);
    if (shift == 0) {
      return still;
    }
    return still.times(0.5).plus(pair(images, -shift).plus(pair(images, shift)).times(0.25));
  }

  private void requireRoom(Shape shape) {
    if (shape.rank() != 4 || Math.min(shape.dimension(1), shape.dimension(2)) <= shift) {
      throw new IllegalArgumentException(
          "views shifted by %d received %s; they are of images N×H×W×C that are larger than the shift"
              .formatted(shift, shape));
    }
  }

  /** The mean of an image and its mirror image, both seen from that far down and right. */
  private Tensor pair(Tensor images, int offset) {
    int width = images.shape().dimension(2);
    Tensor plain = scoresOf(images, offset, x -> Extent.reflected(x + offset, width));
    Tensor mirrored =
        scoresOf(images, offset, x -> Extent.reflected(width - 1 - x + offset, width));
    return plain.plus(mirrored).times(0.5);
  }

  private Tensor scoresOf(Tensor images, int offset, IntUnaryOperator oldColumn) {
    return network.forward(view(images, offset, oldColumn), Mode.evaluation()).output();
  }

  /** A picture of old pixels: a gathering of rows, of which each is one pixel. */
  private static Tensor view(Tensor images, int offset, IntUnaryOperator oldColumn) {
    Shape shape = images.shape();
    int height = shape.dimension(1);
    int width = shape.dimension(2);
    int[] sources = new int[images.rows()];
    for (int pixel = 0; pixel < sources.length; pixel++) {
      int image = pixel / (height * width);
      int row = Extent.reflected(pixel / width % height + offset, height);
      sources[pixel] = (image * height + row) * width + oldColumn.applyAsInt(pixel % width);
    }
    Tensor pixels = images.reshape(images.rows(), images.columns());
    return pixels.gatherRows(sources).reshape(shape);
  }
}
