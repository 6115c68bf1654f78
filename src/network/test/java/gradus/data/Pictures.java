package gradus.data;

import java.util.List;
import java.util.stream.IntStream;

/** Small sets of pictures whose every byte is known, for tests. */
public final class Pictures {
  private Pictures() {}

  /** Pictures whose bytes count up without a period that a picture's size could share. */
  public static Images counting(int count, Extent extent) {
    byte[] pixels = new byte[count * extent.size()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % 251);
    }
    int[] labels = IntStream.range(0, count).map(i -> i % 10).toArray();
    return new Images(pixels, extent, labels, names());
  }

  public static List<String> names() {
    return IntStream.range(0, 10).mapToObj(i -> "class " + i).toList();
  }
}
