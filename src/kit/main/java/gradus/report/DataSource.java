package gradus.report;

import gradus.data.DataSet;
import gradus.data.Extent;
import gradus.data.Images;
import gradus.datasets.DataFolder;
import java.io.IOException;

/** One of the data sets of the reports. */
public enum DataSource {
  MNIST("MNIST"),
  /** MNIST with a border of two black pixels: 32×32, for a LeNet that needs it. */
  PADDED_MNIST("MNIST padded to 32×32"),
  CIFAR_10("CIFAR-10");

  private static final int PADDING = 2;

  private final String title;

  DataSource(String title) {
    this.title = title;
  }

  /** The published set if it is present, else the one that the kit draws instead. */
  public DataSet read(DataFolder folder) throws IOException {
    return switch (this) {
      case MNIST -> folder.digits();
      case PADDED_MNIST -> padded(folder.digits());
      case CIFAR_10 -> folder.objects();
    };
  }

  private static DataSet padded(DataSet set) {
    return new DataSet(set.name(), set.origin(), padded(set.training()), padded(set.test()));
  }

  private static Images padded(Images images) {
    Extent old = images.extent();
    Extent extent = new Extent(old.height() + 2 * PADDING, old.width() + 2 * PADDING, 1);
    byte[] pixels = new byte[images.count() * extent.size()];
    for (int image = 0; image < images.count(); image++) {
      byte[] picture = images.bytes(image);
      for (int row = 0; row < old.height(); row++) {
        int to = image * extent.size() + (row + PADDING) * extent.width() + PADDING;
        System.arraycopy(picture, row * old.width(), pixels, to, old.width());
      }
    }
    return new Images(pixels, extent, images.labels(), images.classNames());
  }

  /** Whether a data set is the published one, the only one comparable with a report. */
  public boolean isPublished(String dataSet) {
    return dataSet.equals(this == CIFAR_10 ? "CIFAR-10" : "MNIST");
  }

  @Override
  public String toString() {
    return title;
  }
}
