package gradus.bench;

import gradus.data.DataSet;
import gradus.datasets.DataFolder;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * One workload to time.
 *
 * @param id its short name, such as A1
 * @param title what it does, in a few words
 * @param pictures the data set that it needs
 * @param targetSpeedup the speed wanted, relative to PyTorch; 0 where none is promised
 * @param preparation what makes it ready to run
 */
public record Case(
    String id, String title, Pictures pictures, double targetSpeedup, Preparation preparation) {
  /** The two sets of the course. */
  public enum Pictures {
    DIGITS,
    OBJECTS;

    /** The published set where it is present, else the generated one. */
    DataSet of(DataFolder data) throws IOException {
      return this == DIGITS ? data.digits() : data.objects();
    }

    /** In lower case, as files are named. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Makes a case ready with the pictures of a folder. */
  @FunctionalInterface
  public interface Preparation {
    Workload prepare(DataFolder data) throws IOException;
  }

  /** Whether this case is meant by a name, in letters of any case. */
  boolean answersTo(String name) {
    String wanted = name.toUpperCase(Locale.ROOT);
    return id.equals(wanted) || Arrays.asList(id.split("-", -1)).getFirst().equals(wanted);
  }
}
