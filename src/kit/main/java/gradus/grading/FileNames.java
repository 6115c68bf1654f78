package gradus.grading;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names that people and systems give to files, and what they mean. */
public final class FileNames {
  static final String NOTEBOOK = ".ipynb";
  static final String ARCHIVE = ".zip";
  private static final int MOST_NAMED = 10;
  private static final int LONGEST_NAME = 100;

  private FileNames() {}

  /** Names in quotes, no more than a reader wants. */
  static String listed(List<String> names) {
    return names.stream()
            .limit(MOST_NAMED)
            .map(name -> "\"%s\"".formatted(shortened(name)))
            .collect(Collectors.joining(", "))
        + (names.size() > MOST_NAMED ? " and %d more".formatted(names.size() - MOST_NAMED) : "");
  }

  /** Adds a sentence about names, which stand for its {@code %s}, if there are any. */
  static void remark(List<String> remarks, String sentence, List<String> names) {
    if (!names.isEmpty()) {
      remarks.add(sentence.formatted(listed(names)));
    }
  }

  private static String shortened(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME) + "…";
  }

  /** The notebook that a file's name means: {@code KNN (1).ipynb} and {@code ada_knn.ipynb}. */
  static Optional<String> meant(String file, Collection<String> names) {
    if (names.contains(file)) {
      return Optional.of(file);
    }
    String plain = plain(file);
    List<String> meant =
        names.stream()
            .filter(
                name ->
                    Pattern.matches(
                        "(?:.*-)?%s(?:\\d{1,2}|-.*)?".formatted(Pattern.quote(plain(name))), plain))
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();
    // Of knn and knn-2, the longer is meant; of svm and softmax in one name, neither.
    boolean isClear =
        !meant.isEmpty()
            && meant.stream().allMatch(other -> plain(meant.getFirst()).contains(plain(other)));
    return isClear ? Optional.of(meant.getFirst()) : Optional.empty();
  }

  /** Whether a file's name begins with that of a notebook. */
  static boolean startsWithName(String file, Collection<String> names) {
    return names.stream()
        .anyMatch(
            name -> meant(file, List.of(name)).isPresent() && plain(file).startsWith(plain(name)));
  }

  private static String plain(String file) {
    String name = Normalizer.normalize(file, Normalizer.Form.NFC).toLowerCase(Locale.ROOT).strip();
    return (name.endsWith(NOTEBOOK) ? name.substring(0, name.length() - NOTEBOOK.length()) : name)
        .replaceAll("[\\s_().\\[\\]+-]+", "-")
        .replaceAll("(?<=.)-$", "");
  }

  /** Whether a file of this name is made by a system, or hidden, and of no interest. */
  public static boolean isIgnored(String name) {
    boolean isHidden = name.startsWith(".") && !name.equals("..") && !name.equals(".");
    return isHidden
        || name.equals("__MACOSX")
        || name.equals("Thumbs.db")
        || name.equals("timestamp.txt");
  }

  static boolean endsWith(String name, String ending) {
    return name.toLowerCase(Locale.ROOT).endsWith(ending);
  }
}
