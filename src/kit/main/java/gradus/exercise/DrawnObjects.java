package gradus.exercise;

import gradus.data.Extent;
import gradus.data.Images;
import gradus.datasets.DataSets;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;

/**
 * Drawn objects as an input: {@code first} and {@code count} say which everyone may know, {@code
 * seed} and {@code count} which are hidden.
 *
 * <p>These numbers are enough to draw the pictures again, with their labels. A grader therefore
 * sends only the pixels to a submission; the labels go to the solution alone. A seed has 48 bits,
 * and each picture has a seed of its own made from it one way, so that pixels do not tell it.
 */
public final class DrawnObjects {
  private static final String FIRST = "first";
  private static final String SEED = "seed";
  private static final String COUNT = "count";
  private static final String PIXELS = "pixels";
  private static final String LABELS = "labels";

  private DrawnObjects() {}

  /** The pictures; their labels are all 0 unless the input has them. */
  static Images of(Values given) {
    Images pictures = given.has(PIXELS) ? decoded(given.tensor(PIXELS)) : drawn(given);
    return relabelled(
        pictures, given.has(LABELS) ? given.labels(LABELS) : new int[pictures.count()]);
  }

  private static Images drawn(Values given) {
    int count = given.whole(COUNT);
    return given.has(SEED)
        ? DataSets.secretObjects((long) given.number(SEED), count)
        : DataSets.drawnObjects(given.whole(FIRST), count);
  }

  private static Images relabelled(Images pictures, int[] labels) {
    return new Images(pixels(pictures), pictures.extent(), labels, pictures.classNames());
  }

  private static byte[] pixels(Images pictures) {
    int size = pictures.extent().size();
    byte[] pixels = new byte[pictures.count() * size];
    for (int i = 0; i < pictures.count(); i++) {
      System.arraycopy(pictures.bytes(i), 0, pixels, i * size, size);
    }
    return pixels;
  }

  /** The input as the kit's own solution gets it. */
  public static Values withLabels(Values given) {
    return given.and(LABELS, drawn(given).labels());
  }

  /** The input as a submission gets it: nothing but the pixels. */
  public static Values pixelsOnly(Values given) {
    Images pictures = drawn(given);
    Extent extent = pictures.extent();
    byte[] pixels = pixels(pictures);
    double[] numbers = new double[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      numbers[i] = pixels[i] & 0xFF;
    }
    Shape shape = Shape.of(pictures.count(), extent.height(), extent.width(), extent.channels());
    return Values.of(PIXELS, Tensor.of(shape, numbers));
  }

  private static Images decoded(Tensor tensor) {
    byte[] pixels = new byte[tensor.size()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) tensor.get(i);
    }
    int[] lengths = tensor.shape().dimensions();
    List<String> classes = DataSets.drawnObjects(0, 1).classNames();
    return new Images(
        pixels, new Extent(lengths[1], lengths[2], lengths[3]), new int[lengths[0]], classes);
  }
}
