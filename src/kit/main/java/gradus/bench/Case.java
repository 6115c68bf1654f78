package gradus.bench;

import gradus.data.DataSet;
import gradus.datasets.DataFolder;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One thing to time.
 *
 * @param id its short name, such as A1
 * @param title what it does, in a few words
 * @param pictures which set it needs
 * @param bar how many times as fast as PyTorch it shall be; 0 where nothing is promised
 * @param preparation what makes it ready to run
 */
public record Case(
    String id, String title, Pictures pictures, double bar, Preparation preparation) {
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

  /**
   * The cases of these names, in the order of the list of all; all for no name. I1 stands for both
   * of its batch sizes.
   *
   * @throws IllegalArgumentException if a name is unknown
   */
  public static List<Case> named(List<String> names) {
    List<Case> all = Cases.ALL;
    for (String name : names) {
      if (all.stream().noneMatch(each -> each.answersTo(name))) {
        String known = all.stream().map(Case::id).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("no case \"%s\"; there are %s".formatted(name, known));
      }
    }
    return all.stream()
        .filter(each -> names.isEmpty() || names.stream().anyMatch(each::answersTo))
        .toList();
  }

  private boolean answersTo(String name) {
    String wanted = name.toUpperCase(Locale.ROOT);
    return id.equals(wanted) || Arrays.asList(id.split("-", -1)).getFirst().equals(wanted);
  }
}
