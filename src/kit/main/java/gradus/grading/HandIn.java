package gradus.grading;

import gradus.notebook.NotebookFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one student handed in.
 *
 * @param student a name
 * @param places folders, archives and notebooks
 * @param remarks on what was not looked into, one sentence each
 */
public record HandIn(String student, List<Path> places, List<String> remarks) {
  public HandIn {
    places = List.copyOf(places);
    remarks = List.copyOf(remarks);
  }

  /** What lies in a student's folder. */
  static HandIn in(String student, Path folder) {
    return new HandIn(student, List.of(folder), List.of());
  }

  /**
   * The notebooks of an assignment that were found.
   *
   * @param files by the assignment's names
   * @param remarks on a notebook by its name: which file was taken, and which not
   * @param others sentences on what was not understood
   */
  record Found(
      Map<String, NotebookFile> files, Map<String, List<String>> remarks, List<String> others) {}

  /** Looks for the notebooks of an assignment, wherever they lie. */
  Found find(String assignment, Collection<String> names) {
    HandInSearch search = new HandInSearch();
    places.forEach(search::look);
    Map<String, List<NotebookFile>> candidates = new LinkedHashMap<>();
    List<NotebookFile> strange = new ArrayList<>();
    for (NotebookFile file : search.notebooks()) {
      FileNames.meant(file.name(), names)
          .ifPresentOrElse(
              known -> candidates.computeIfAbsent(known, unused -> new ArrayList<>()).add(file),
              () -> strange.add(file));
    }
    Map<String, NotebookFile> files = new LinkedHashMap<>();
    Map<String, List<String>> said = new LinkedHashMap<>();
    candidates.forEach(
        (name, all) -> {
          all.sort(byMerit(assignment, name));
          files.put(name, all.getFirst());
          said.put(name, remarks(assignment, name, all));
        });
    List<String> others = new ArrayList<>(remarks);
    others.addAll(search.remarks());
    List<String> unknown = new ArrayList<>(unknown(assignment, strange, search.notebooks()));
    // Beside all that was asked for, pictures and data are nothing to wonder at.
    unknown.addAll(files.keySet().containsAll(names) ? List.of() : search.strange());
    if (!unknown.isEmpty()) {
      others.add("Not understood: %s.".formatted(FileNames.listed(unknown)));
    }
    return new Found(files, said, others);
  }

  /** Where there is a folder for this assignment, notebooks in other folders are of others. */
  private static List<String> unknown(
      String assignment, List<NotebookFile> strange, List<NotebookFile> all) {
    boolean hasFolder = all.stream().anyMatch(file -> file.liesIn(assignment));
    return strange.stream()
        .filter(file -> !hasFolder || file.liesIn(assignment) || !file.shown().contains("/"))
        .map(NotebookFile::shown)
        .toList();
  }

  /** What lies in the assignment's folder first, then the exact name, else the newest. */
  private static Comparator<NotebookFile> byMerit(String assignment, String name) {
    return Comparator.comparing((NotebookFile file) -> !file.liesIn(assignment))
        .thenComparing(file -> !file.name().equals(name))
        .thenComparing(NotebookFile::changed, Comparator.reverseOrder())
        .thenComparing(file -> file.shown().length())
        .thenComparing(NotebookFile::shown);
  }

  private List<String> remarks(String assignment, String name, List<NotebookFile> all) {
    NotebookFile first = all.getFirst();
    List<String> remarks = new ArrayList<>();
    if (all.size() > 1) {
      List<String> others = all.stream().skip(1).map(NotebookFile::shown).toList();
      remarks.add(
          "%s was graded%s; not graded: %s."
              .formatted(
                  FileNames.listed(List.of(first.shown())),
                  merit(assignment, name, first, all.get(1)),
                  FileNames.listed(others)));
    } else if (!first.name().equals(name) && !places.contains(first.file())) {
      remarks.add("%s was graded as %s.".formatted(FileNames.listed(List.of(first.shown())), name));
    }
    return remarks;
  }

  /** What the one has before the other. */
  private static String merit(
      String assignment, String name, NotebookFile one, NotebookFile other) {
    if (one.liesIn(assignment) && !other.liesIn(assignment)) {
      return ", which lies in " + assignment;
    }
    if (one.name().equals(name) && !other.name().equals(name)) {
      return ", which has the exact name";
    }
    return one.changed().compareTo(other.changed()) > 0 ? ", which is the newest" : "";
  }
}
