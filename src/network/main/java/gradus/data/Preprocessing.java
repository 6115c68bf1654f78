package gradus.data;

import gradus.tensor.Precision;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;

/**
 * What turns bytes into the numbers that a network sees: (pixel − offset) / scale.
 *
 * <p>What has to be measured is measured once, on the training images, and then applied to all
 * parts alike; measuring on the test images would let the network peek at them.
 */
public final class Preprocessing {
  private final String name;
  private final double[] offset;
  private final double[] scale;

  /** The offsets and scales are for one pixel position each, or for one channel, or for all. */
  private Preprocessing(String name, double[] offset, double[] scale) {
    this.name = name;
    this.offset = offset;
    this.scale = scale;
  }

  /** The raw numbers, 0 to 255. */
  public static Preprocessing none() {
    return new Preprocessing("none", new double[] {0}, new double[] {1});
  }

  /** Numbers from 0 to 1. */
  public static Preprocessing unit() {
    return new Preprocessing("pixel / 255", new double[] {0}, new double[] {255});
  }

  /** The raw numbers less the mean picture, as in Stanford's course CS231n. */
  public static Preprocessing meanImage(Images training) {
    int d = training.extent().size();
    return new Preprocessing("pixel − mean image", means(training, d), new double[] {1});
  }

  /** Mean 0 and standard deviation 1 in every channel over the training images. */
  public static Preprocessing standardised(Images training) {
    int channels = training.extent().channels();
    double[] means = means(training, channels);
    return new Preprocessing(
        "each channel standardised", means, deviations(training, channels, means));
  }

  /** The images as a tensor N×H×W×C. */
  public Tensor apply(Images images, Precision precision) {
    Extent extent = images.extent();
    requireFit(extent);
    requireRoom(images, extent.size(), precision);
    var shape = Shape.of(images.count(), extent.height(), extent.width(), extent.channels());
    Tensor tensor = Tensor.zeros(precision, shape);
    double[] offsets = spread(offset, extent);
    double[] scales = spread(scale, extent);
    for (int image = 0, element = 0; image < images.count(); image++) {
      byte[] bytes = images.bytes(image);
      for (int i = 0; i < bytes.length; i++, element++) {
        tensor.set(element, ((bytes[i] & 0xFF) - offsets[i]) / scales[i]);
      }
    }
    return tensor;
  }

  /** The images as a matrix N×D with D = H·W·C. */
  public DMatrixRMaj matrix(Images images) {
    return (DMatrixRMaj)
        apply(images, Precision.DOUBLE).reshape(images.count(), images.extent().size()).matrix();
  }

  /**
   * The images as a matrix N×(D+1) whose last column is all ones: the bias trick, by which the last
   * row of a weight matrix is the bias.
   */
  public DMatrixRMaj matrixWithOnes(Images images) {
    requireFit(images.extent());
    int d = images.extent().size();
    requireRoom(images, d + 1, Precision.DOUBLE);
    double[] offsets = spread(offset, images.extent());
    double[] scales = spread(scale, images.extent());
    var extended = new DMatrixRMaj(images.count(), d + 1);
    for (int image = 0, element = 0; image < images.count(); image++, element++) {
      byte[] bytes = images.bytes(image);
      for (int i = 0; i < d; i++, element++) {
        extended.data[element] = ((bytes[i] & 0xFF) - offsets[i]) / scales[i];
      }
      extended.data[element] = 1;
    }
    return extended;
  }

  /** The value subtracted at each pixel position, H·W·C of them: the mean image. */
  public double[] offsets(Extent extent) {
    requireFit(extent);
    return spread(offset, extent);
  }

  /** One number for each pixel position, whether they are given so, by channel, or once. */
  private static double[] spread(double[] numbers, Extent extent) {
    double[] all = new double[extent.size()];
    for (int i = 0; i < all.length; i += numbers.length) {
      System.arraycopy(numbers, 0, all, i, numbers.length);
    }
    return all;
  }

  private void requireFit(Extent extent) {
    if (!fits(offset.length, extent) || !fits(scale.length, extent)) {
      throw new IllegalArgumentException(
          "\"%s\" was measured on other images and does not fit those of %s"
              .formatted(name, extent));
    }
  }

  /** Whether there is one number for all, one for each channel, or one for each place. */
  private static boolean fits(int numbers, Extent extent) {
    return numbers == 1 || numbers == extent.channels() || numbers == extent.size();
  }

  private static void requireRoom(Images images, int numbersEach, Precision precision) {
    int bytes = precision == Precision.SINGLE ? Float.BYTES : Double.BYTES;
    HeapRoom.require(
        (long) bytes * images.count() * numbersEach,
        "%s as numbers of %s precision"
            .formatted(images, precision.name().toLowerCase(Locale.ROOT)),
        "take fewer by images.first(n), or give batches of them to a network by ImageExamples");
  }

  private static double[] means(Images images, int period) {
    long[] sums = new long[period];
    for (int image = 0; image < images.count(); image++) {
      byte[] bytes = images.bytes(image);
      for (int i = 0; i < bytes.length; i++) {
        sums[i % period] += bytes[i] & 0xFF;
      }
    }
    double each = (double) images.count() * images.extent().size() / period;
    return Arrays.stream(sums).mapToDouble(sum -> sum / each).toArray();
  }

  private static double[] deviations(Images images, int period, double[] means) {
    double[] squares = new double[period];
    for (int image = 0; image < images.count(); image++) {
      byte[] bytes = images.bytes(image);
      for (int i = 0; i < bytes.length; i++) {
        double difference = (bytes[i] & 0xFF) - means[i % period];
        squares[i % period] += difference * difference;
      }
    }
    double each = (double) images.count() * images.extent().size() / period;
    return Arrays.stream(squares).map(sum -> Math.max(Math.sqrt(sum / each), 1e-9)).toArray();
  }

  /** The rule in words. */
  @Override
  public String toString() {
    return name;
  }
}
