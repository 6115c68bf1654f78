package gradus.datasets;

import gradus.data.DataSet;
import gradus.data.Images;
import java.io.IOException;

/**
 * The two data sets of the course in one word each, for a notebook's first cell: the real one where
 * it is present, else the generated one. Printing what comes back says which it is.
 */
public final class DataSets {
  private DataSets() {}

  /**
   * MNIST, or Fashion-MNIST where only that is present, or the generated digits: grey pictures of
   * 28×28.
   */
  public static DataSet digits() throws IOException {
    return DataFolder.current().greyPictures();
  }

  /** CIFAR-10, or the generated objects: colour pictures of 32×32. */
  public static DataSet objects() throws IOException {
    return DataFolder.current().objects();
  }

  /**
   * Generated objects, drawn now and kept nowhere. A picture depends on its index alone; the
   * generated set that {@link #objects} falls back on ends at 11,999, so that pictures from 12,000
   * on are new to a network that was trained on it.
   *
   * @param first the index of the first, 0 or more
   */
  public static Images drawnObjects(int first, int count) {
    return OfflineSets.objects(first, count);
  }

  /** Generated objects that nobody can draw again who does not know the seed. */
  public static Images secretObjects(long seed, int count) {
    return OfflineSets.secretObjects(seed, count);
  }
}
