package gradus.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;

/**
 * N labelled pictures of one size, as bytes 0…255 in the order N×H×W×C ("channels last").
 *
 * <p>Immutable, if nobody changes the array or the files of its pixels. A {@link #slice} shares its
 * pixels with the whole, so splitting a data set is free.
 */
public final class Images {
  private final Pixels pixels;
  private final int first;
  private final Extent extent;
  private final int[] labels;
  private final List<String> classNames;

  /**
   * Takes the pixels as they are, without copying: do not change them afterwards.
   *
   * @param pixels N·H·W·C unsigned bytes, in the order N×H×W×C
   * @param labels one class index for each picture, from 0
   * @throws IllegalArgumentException if the numbers of pixels and labels do not fit, or a label is
   *     that of no class
   */
  public Images(byte[] pixels, Extent extent, int[] labels, List<String> classNames) {
    this(Pixels.of(pixels, extent.size()), extent, labels, classNames);
    if (pixels.length != (long) labels.length * extent.size()) {
      throw new IllegalArgumentException(
          "%,d labels and pictures of %s need %,d pixels, received %,d"
              .formatted(
                  labels.length, extent, (long) labels.length * extent.size(), pixels.length));
    }
  }

  /**
   * Pictures whose pixels are elsewhere, and must not change either.
   *
   * @param labels one class index for each picture, from 0
   * @throws IllegalArgumentException if a label is that of no class
   */
  public Images(Pixels pixels, Extent extent, int[] labels, List<String> classNames) {
    this(pixels, 0, extent, labels.clone(), List.copyOf(classNames));
    for (int label : labels) {
      if (label < 0 || label >= classNames.size()) {
        throw new IllegalArgumentException(
            "label %d: the %d classes have the labels from 0 to %d"
                .formatted(label, classNames.size(), classNames.size() - 1));
      }
    }
  }

  private Images(Pixels pixels, int first, Extent extent, int[] labels, List<String> classNames) {
    this.pixels = pixels;
    this.first = first;
    this.extent = extent;
    this.labels = labels;
    this.classNames = classNames;
  }

  /** N, the number of pictures. */
  public int count() {
    return labels.length;
  }

  /** H×W×C of each picture. */
  public Extent extent() {
    return extent;
  }

  /** The names of the classes, in the order of their labels. */
  public List<String> classNames() {
    return classNames;
  }

  /** The same pictures and labels with other names of the classes, of which there are as many. */
  public Images named(List<String> names) {
    if (names.size() != classNames.size()) {
      throw new IllegalArgumentException(
          "received %d names, expected %d".formatted(names.size(), classNames.size()));
    }
    return new Images(pixels, first, extent, labels, List.copyOf(names));
  }

  /** The labels of all pictures, a copy. */
  public int[] labels() {
    return labels.clone();
  }

  /** The class index of one picture. */
  public int label(int image) {
    return labels[image];
  }

  /** The name of the class of one picture. */
  public String className(int image) {
    return classNames.get(labels[image]);
  }

  /** One number of one picture, 0…255. */
  public int pixel(int image, int row, int column, int channel) {
    Objects.checkIndex(row, extent.height());
    Objects.checkIndex(column, extent.width());
    Objects.checkIndex(channel, extent.channels());
    int within = (row * extent.width() + column) * extent.channels() + channel;
    return pixels.at(number(image), within) & 0xFF;
  }

  /** The H·W·C bytes of one picture, a copy. */
  public byte[] bytes(int image) {
    byte[] copy = new byte[extent.size()];
    pixels.copy(number(image), copy, 0);
    return copy;
  }

  /** The pictures from index {@code from} up to, not including, {@code to}. */
  public Images slice(int from, int to) {
    Objects.checkFromToIndex(from, to, count());
    int[] some = Arrays.copyOfRange(labels, from, to);
    return new Images(pixels, first + from, extent, some, classNames);
  }

  /** The first {@code n} pictures, or all if there are fewer. */
  public Images first(int n) {
    return slice(0, Math.min(n, count()));
  }

  /** The pictures with these indices, in this order; an index may come twice. */
  public Images select(int... indices) {
    byte[] chosen = new byte[Math.multiplyExact(indices.length, extent.size())];
    int[] chosenLabels = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      pixels.copy(number(indices[i]), chosen, i * extent.size());
      chosenLabels[i] = labels[indices[i]];
    }
    return new Images(chosen, extent, chosenLabels, classNames);
  }

  /** These pictures followed by others of the same size and classes. */
  public Images and(Images others) {
    if (!extent.equals(others.extent) || !classNames.equals(others.classNames)) {
      throw new IllegalArgumentException("cannot join " + this + " with " + others);
    }
    byte[] all = new byte[Math.multiplyExact(count() + others.count(), extent.size())];
    for (int i = 0; i < count(); i++) {
      pixels.copy(number(i), all, i * extent.size());
    }
    for (int i = 0; i < others.count(); i++) {
      others.pixels.copy(others.number(i), all, (count() + i) * extent.size());
    }
    int[] allLabels = Arrays.copyOf(labels, count() + others.count());
    System.arraycopy(others.labels, 0, allLabels, count(), others.count());
    return new Images(all, extent, allLabels, classNames);
  }

  /** The indices of the pictures of one class, in order. */
  public int[] indicesOf(int label) {
    int[] found = new int[count()];
    int n = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == label) {
        found[n++] = i;
      }
    }
    return Arrays.copyOf(found, n);
  }

  /** The raw numbers 0…255 as a matrix of N rows and D = H·W·C columns. */
  public DMatrixRMaj matrix() {
    HeapRoom.require(
        (long) Double.BYTES * count() * extent.size(),
        this + " as numbers of double precision",
        "take fewer by images.first(n)");
    var matrix = new DMatrixRMaj(count(), extent.size());
    double[] values = matrix.data;
    byte[] one = new byte[extent.size()];
    for (int i = 0; i < count(); i++) {
      pixels.copy(number(i), one, 0);
      for (int j = 0; j < one.length; j++) {
        values[i * one.length + j] = one[j] & 0xFF;
      }
    }
    return matrix;
  }

  /** The number of a picture among the pixels. */
  private int number(int image) {
    return first + Objects.checkIndex(image, count());
  }

  @Override
  public String toString() {
    return "%,d images of %s in %d classes".formatted(count(), extent, classNames.size());
  }
}
