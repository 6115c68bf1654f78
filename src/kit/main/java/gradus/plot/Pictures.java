package gradus.plot;

import gradus.data.Images;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** Numbers as pictures: pixels, the weights of a layer, the cells of a matrix. */
public final class Pictures {
  private Pictures() {}

  /** One picture of a data set. */
  public static BufferedImage of(Images images, int index) {
    byte[] bytes = images.bytes(index);
    double[] values = new double[bytes.length];
    Arrays.setAll(values, i -> bytes[i] & 0xFF);
    return of(values, images.extent().height(), images.extent().width());
  }

  /** All pictures of a data set, in order. */
  public static List<BufferedImage> of(Images images) {
    return IntStream.range(0, images.count()).mapToObj(i -> of(images, i)).toList();
  }

  /**
   * A picture of values 0…255, clipped to that range.
   *
   * @param values H·W·C numbers in the order H×W×C, of one channel (grey) or three (red, green,
   *     blue)
   */
  public static BufferedImage of(double[] values, int height, int width) {
    int channels = values.length / (height * width);
    if (height * width * channels != values.length || (channels != 1 && channels != 3)) {
      throw new IllegalArgumentException(
          "%d numbers are no picture of %d×%d in grey (%d) or in colour (%d)"
              .formatted(values.length, height, width, height * width, 3 * height * width));
    }
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < height * width; i++) {
      int red = level(values[i * channels]);
      int green = level(values[i * channels + channels / 2]);
      int blue = level(values[i * channels + channels - 1]);
      image.setRGB(i % width, i / width, red << 16 | green << 8 | blue);
    }
    return image;
  }

  /**
   * A picture of any values, stretched so that the smallest is black and the largest white, such as
   * the template that a linear classifier has learned for a class.
   *
   * @param values H·W·C numbers in the order H×W×C, of one channel or three
   */
  public static BufferedImage stretched(double[] values, int height, int width) {
    double low = Arrays.stream(values).min().orElse(0);
    double high = Arrays.stream(values).max().orElse(1);
    double gain = high > low ? 255 / (high - low) : 0;
    return of(Arrays.stream(values).map(v -> (v - low) * gain).toArray(), height, width);
  }

  /**
   * A picture of signed values: blue below zero, white at zero, vermillion above.
   *
   * @param values H·W numbers
   */
  public static BufferedImage signed(double[] values, int height, int width) {
    double largest = Arrays.stream(values).map(Math::abs).max().orElse(1);
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < height * width; i++) {
      double share = largest > 0 ? values[i] / largest : 0;
      image.setRGB(i % width, i / width, Palette.signed(share).getRGB());
    }
    return image;
  }

  /** The cells of a matrix in colour, averaged where there are more of them than dots. */
  static BufferedImage colored(DMatrixRMaj values, ColorScale scale, int width, int height) {
    int down = Math.ceilDiv(values.numRows, height);
    int across = Math.ceilDiv(values.numCols, width);
    int rows = values.numRows / down;
    int columns = values.numCols / across;
    var image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double mean = blockMean(values, i * down, j * across, down, across);
        image.setRGB(j, i, scale.color(mean).getRGB());
      }
    }
    return image;
  }

  private static double blockMean(DMatrixRMaj values, int row, int column, int down, int across) {
    double sum = 0;
    for (int i = row; i < row + down; i++) {
      for (int j = column; j < column + across; j++) {
        sum += values.get(i, j);
      }
    }
    return sum / (down * across);
  }

  private static int level(double value) {
    return (int) Math.round(Math.clamp(value, 0, 255));
  }
}
