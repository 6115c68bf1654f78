package gradus.report;

import gradus.data.DataFolder;
import gradus.data.DataSet;
import java.io.IOException;

/** One of the two data sets of the reports. */
public enum Corpus {
  MNIST("MNIST"),
  CIFAR_10("CIFAR-10");

  private final String title;

  Corpus(String title) {
    this.title = title;
  }

  /** The published set where it is present, else the one that the kit draws in its place. */
  public DataSet read(DataFolder folder) throws IOException {
    return this == MNIST ? folder.digits() : folder.objects();
  }

  /** Whether a data set is the published one; only on it is a report's number comparable. */
  public boolean isPublished(String dataSet) {
    return dataSet.equals(title);
  }

  @Override
  public String toString() {
    return title;
  }
}
