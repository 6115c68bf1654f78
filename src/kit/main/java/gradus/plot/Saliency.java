package gradus.plot;

import gradus.layer.Layer;
import gradus.layer.Mode;
import gradus.layer.Pass;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** Which pixels of a picture decided a network's answer, as a number for each pixel. */
public final class Saliency {
  private Saliency() {}

  /**
   * What the probability of a class loses when a square around the pixel is covered (Zeiler and
   * Fergus, 2014): H×W. Below zero the square was in the way.
   *
   * @param picture 1×H×W×C as the network takes it; what covers it is 0, the mean of standardised
   *     pictures
   * @param label the class
   * @param side of the square in pixels, odd so that it has a middle
   */
  public static DMatrixRMaj occlusion(Layer network, Tensor picture, int label, int side) {
    Shape shape = requireOne(picture);
    int height = shape.dimension(1);
    int width = shape.dimension(2);
    Tensor covered =
        picture.gatherRows(IntStream.rangeClosed(0, height * width).map(i -> 0).toArray());
    for (int pixel = 0; pixel < height * width; pixel++) {
      cover(covered, pixel, side);
    }
    Tensor probabilities = network.forward(covered, Mode.evaluation()).output().rowSoftmax();
    double uncovered = probabilities.at(height * width, label);
    var map = new DMatrixRMaj(height, width);
    for (int pixel = 0; pixel < height * width; pixel++) {
      map.set(pixel, uncovered - probabilities.at(pixel, label));
    }
    return map;
  }

  /** Covers the square around a pixel of the copy with the same number. */
  private static void cover(Tensor pictures, int pixel, int side) {
    int height = pictures.shape().dimension(1);
    int width = pictures.shape().dimension(2);
    int channels = pictures.shape().dimension(3);
    int top = pixel / width - side / 2;
    int left = pixel % width - side / 2;
    for (int row = Math.max(0, top); row < Math.min(height, top + side); row++) {
      for (int column = Math.max(0, left); column < Math.min(width, left + side); column++) {
        int at = ((pixel * height + row) * width + column) * channels;
        IntStream.range(at, at + channels).forEach(i -> pictures.set(i, 0));
      }
    }
  }

  /**
   * How much the score of a class changes with each pixel (Simonyan et al., 2014): H×W, the largest
   * |∂score/∂x| of its channels.
   *
   * <p>The gradients of the network's parameters are cleared.
   *
   * @param picture 1×H×W×C as the network takes it
   * @param label the class
   */
  public static DMatrixRMaj gradient(Layer network, Tensor picture, int label) {
    Shape shape = requireOne(picture);
    Pass pass = network.forward(picture, Mode.evaluation());
    Tensor one = pass.output().times(0);
    one.set(label, 1);
    Tensor slopes = pass.backward(one);
    network.parameters().clearGradients();
    var map = new DMatrixRMaj(shape.dimension(1), shape.dimension(2));
    for (int i = 0; i < slopes.size(); i++) {
      int pixel = i / slopes.columns();
      map.set(pixel, Math.max(map.get(pixel), Math.abs(slopes.get(i))));
    }
    return map;
  }

  /** A map as a picture: dark violet for its smallest number, yellow for its largest. */
  public static BufferedImage picture(DMatrixRMaj map) {
    return Pictures.colored(map, ColorScale.of(map.data, ""), map.numCols, map.numRows);
  }

  private static Shape requireOne(Tensor picture) {
    Shape shape = picture.shape();
    if (shape.rank() != 4 || shape.dimension(0) != 1) {
      throw new IllegalArgumentException(
          "a map of pixels is of one picture 1×H×W×C, received " + shape);
    }
    return shape;
  }
}
