package gradus.grading;

import gradus.assignment.Assignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a class handed in: a folder for each student, or what Moodle and Canvas put into one.
 *
 * @param students by name
 * @param remarks on what lies in the folder and is nobody's, one sentence each
 */
public record HandIns(Map<String, HandIn> students, List<String> remarks) {
  /** {@code Ada Lovelace_12345_assignsubmission_file_}. */
  private static final Pattern MOODLE =
      Pattern.compile("(.+?)_(\\d+)_assignsubmission_[a-z]+_?(?:_.*)?");

  /** {@code lovelaceada_LATE_12345_67890_knn.ipynb}. */
  private static final Pattern CANVAS = Pattern.compile("([^_]+)_(?:LATE_)?(\\d+)_\\d+_(.+)");

  public HandIns {
    remarks = List.copyOf(remarks);
  }

  /**
   * Finds what was handed in. No link is followed.
   *
   * @throws IOException if the folder does not exist
   */
  public static HandIns in(Path folder, Assignment assignment) throws IOException {
    Sorting sorting = new Sorting(assignment.notebooks().keySet());
    try (Stream<Path> found = Files.list(folder)) {
      found.sorted().forEach(sorting::sort);
    }
    return sorting.handIns();
  }

  /** A student as far as a file's name tells. */
  private record Owner(String name, String number) {
    /** Two forms of an accented letter are one name. */
    Owner {
      name = Normalizer.normalize(name, Normalizer.Form.NFC);
    }
  }

  private static final class Sorting {
    private final Collection<String> notebooks;
    private final Map<Owner, Set<Path>> places = new LinkedHashMap<>();
    private final Map<Owner, List<String>> said = new LinkedHashMap<>();
    private final List<String> hidden = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final List<String> strange = new ArrayList<>();

    Sorting(Collection<String> notebooks) {
      this.notebooks = notebooks;
    }

    void sort(Path path) {
      String name = path.getFileName().toString();
      boolean isFolder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
      if (FileNames.isIgnored(name)) {
        if (isFolder && name.startsWith(".") && !name.equals(".ipynb_checkpoints")) {
          hidden.add(name);
        }
      } else if (Files.isSymbolicLink(path)) {
        sortLink(path, name);
      } else if (isFolder) {
        give(ownerOfFolder(name), path);
      } else if (FileNames.endsWith(name, FileNames.ARCHIVE)) {
        give(ownerOfArchive(name), path);
      } else if (FileNames.endsWith(name, FileNames.NOTEBOOK)) {
        sortNotebook(path, name);
      } else {
        strange.add(name);
      }
    }

    /** A link to a folder stands where a student's folder would. */
    private void sortLink(Path path, String name) {
      if (Files.isDirectory(path)) {
        Owner owner = ownerOfFolder(name);
        places.putIfAbsent(owner, new LinkedHashSet<>());
        said.computeIfAbsent(owner, unused -> new ArrayList<>())
            .add("\"%s\" is a link; it was not followed.".formatted(name));
      } else {
        links.add(name);
      }
    }

    private static Owner ownerOfFolder(String name) {
      Matcher moodle = MOODLE.matcher(name);
      return moodle.matches() ? new Owner(moodle.group(1), moodle.group(2)) : new Owner(name, "");
    }

    private static Owner ownerOfArchive(String name) {
      Matcher canvas = CANVAS.matcher(name);
      return canvas.matches()
          ? new Owner(canvas.group(1), canvas.group(2))
          : ownerOfFolder(name.substring(0, name.length() - FileNames.ARCHIVE.length()));
    }

    private void sortNotebook(Path path, String name) {
      Matcher canvas = CANVAS.matcher(name);
      if (canvas.matches()) {
        give(new Owner(canvas.group(1), canvas.group(2)), path);
        return;
      }
      // ada_knn.ipynb: what stands before the name of a notebook is a student's.
      for (int at = name.indexOf('_'); at > 0; at = name.indexOf('_', at + 1)) {
        String rest = name.substring(at + 1);
        if (FileNames.startsWithName(rest, notebooks)) {
          give(new Owner(name.substring(0, at), ""), path);
          return;
        }
      }
      strange.add(name);
    }

    private void give(Owner owner, Path path) {
      places.computeIfAbsent(owner, unused -> new LinkedHashSet<>()).add(path);
    }

    HandIns handIns() {
      Map<String, HandIn> students = new TreeMap<>();
      List<String> remarks = new ArrayList<>();
      places.forEach(
          (owner, paths) -> {
            long namesakes =
                places.keySet().stream().filter(o -> o.name().equals(owner.name())).count();
            String name =
                namesakes > 1 && !owner.number().isEmpty()
                    ? "%s (%s)".formatted(owner.name(), owner.number())
                    : owner.name();
            HandIn handIn =
                new HandIn(name, List.copyOf(paths), said.getOrDefault(owner, List.of()));
            if (students.put(name, handIn) != null) {
              remarks.add("Two hand-ins are called %s; only one of them counts.".formatted(name));
            }
          });
      FileNames.remark(remarks, "Skipped, since the name begins with a dot: %s.", hidden);
      FileNames.remark(remarks, "Links were not followed: %s.", links);
      FileNames.remark(
          remarks,
          "Not understood: %s; expected a folder or a .zip for each student, or STUDENT_NOTEBOOK.ipynb.",
          strange);
      return new HandIns(students, remarks);
    }
  }
}
