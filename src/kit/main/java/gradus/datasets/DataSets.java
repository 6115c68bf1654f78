package gradus.datasets;

import gradus.data.DataSet;
import java.io.IOException;

/**
 * The two data sets of the course in one word each, for a notebook's first cell: the real one where
 * it is present, else the generated one. Printing what comes back says which it is.
 */
public final class DataSets {
  private DataSets() {}

  /** MNIST, or the generated digits: grey pictures of 28×28. */
  public static DataSet digits() throws IOException {
    return DataFolder.current().digits();
  }

  /** CIFAR-10, or the generated objects: colour pictures of 32×32. */
  public static DataSet objects() throws IOException {
    return DataFolder.current().objects();
  }
}
