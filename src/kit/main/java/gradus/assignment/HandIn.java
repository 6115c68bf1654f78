package gradus.assignment;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What one student handed in.
 *
 * @param student a name
 * @param number of the student in the course's system, empty where it gave none
 * @param places folders, archives and notebooks
 * @param remarks on what was not looked into, one sentence each
 */
public record HandIn(String student, String number, List<Path> places, List<String> remarks) {
  private static final int DEEPEST = 8;
  private static final int MOST_FILES = 1_000;
  private static final int MOST_NAMED = 10;
  private static final int LONGEST_NAME = 100;
  private static final long LARGEST_ARCHIVE = 50L << 20;
  private static final String ENDING = ".ipynb";

  public HandIn {
    places = List.copyOf(places);
    remarks = List.copyOf(remarks);
  }

  /** What lies in a student's folder. */
  static HandIn in(String student, Path folder) {
    return new HandIn(student, "", List.of(folder), List.of());
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
  Found find(Collection<String> names) {
    Search search = new Search();
    places.forEach(search::look);
    Map<String, List<NotebookFile>> candidates = new LinkedHashMap<>();
    for (NotebookFile file : search.notebooks) {
      Optional<String> name = meant(file.name(), names);
      name.ifPresentOrElse(
          known -> candidates.computeIfAbsent(known, unused -> new ArrayList<>()).add(file),
          () -> search.strange.add(file.shown()));
    }
    Map<String, NotebookFile> files = new LinkedHashMap<>();
    Map<String, List<String>> said = new LinkedHashMap<>();
    candidates.forEach(
        (name, all) -> {
          all.sort(byMerit(name));
          files.put(name, all.getFirst());
          said.put(name, remarks(name, all));
        });
    return new Found(files, said, search.remarks(remarks));
  }

  /** The exact name first, else the newest. */
  private static Comparator<NotebookFile> byMerit(String name) {
    return Comparator.comparing((NotebookFile file) -> !file.name().equals(name))
        .thenComparing(NotebookFile::changed, Comparator.reverseOrder())
        .thenComparing(file -> file.shown().length())
        .thenComparing(NotebookFile::shown);
  }

  private List<String> remarks(String name, List<NotebookFile> all) {
    NotebookFile first = all.getFirst();
    List<String> remarks = new ArrayList<>();
    if (all.size() > 1) {
      boolean exact = first.name().equals(name) && !all.get(1).name().equals(name);
      boolean newest = first.changed().compareTo(all.get(1).changed()) > 0;
      remarks.add(
          "\"%s\" was graded%s; not graded: %s."
              .formatted(
                  first.shown(),
                  exact ? ", which has the exact name" : newest ? ", which is the newest" : "",
                  listed(all.subList(1, all.size()).stream().map(NotebookFile::shown).toList())));
    } else if (!first.name().equals(name) && !places.contains(first.file())) {
      remarks.add("\"%s\" was graded as %s.".formatted(first.shown(), name));
    }
    return remarks;
  }

  /** Names in quotes, no more than a reader wants. */
  static String listed(List<String> names) {
    return names.stream()
            .limit(MOST_NAMED)
            .map(name -> "\"%s\"".formatted(shortened(name)))
            .collect(Collectors.joining(", "))
        + (names.size() > MOST_NAMED ? " and %d more".formatted(names.size() - MOST_NAMED) : "");
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
    return (name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name)
        .replaceAll("[\\s_().\\[\\]+-]+", "-")
        .replaceAll("(?<=.)-$", "");
  }

  /** Whether a file of this name is made by a system, or hidden, and of no interest. */
  static boolean isIgnored(String name) {
    boolean isHidden = name.startsWith(".") && !name.equals("..") && !name.equals(".");
    return isHidden || name.equals("__MACOSX") || name.equals("Thumbs.db");
  }

  static boolean endsWith(String name, String ending) {
    return name.toLowerCase(Locale.ROOT).endsWith(ending);
  }

  /** Looks through folders and archives without following a link. */
  private static final class Search extends SimpleFileVisitor<Path> {
    private final List<NotebookFile> notebooks = new ArrayList<>();
    private final List<String> strange = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private Path base = Path.of("");
    private boolean isOwn;
    private int files;

    void look(Path place) {
      isOwn = Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS);
      base = isOwn ? place : place.resolveSibling("");
      try {
        Files.walkFileTree(place, EnumSet.noneOf(FileVisitOption.class), DEEPEST, this);
      } catch (IOException e) {
        unreadable.add(shown(place));
      }
    }

    private String shown(Path file) {
      Path relative = base.relativize(file);
      return relative.toString().isEmpty() ? "its folder" : relative.toString().replace('\\', '/');
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean inside = !folder.equals(base) && isIgnored(folder.getFileName().toString());
      return inside ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString();
      if (++files > MOST_FILES) {
        unreadable.add("more than %,d files".formatted(MOST_FILES));
        return FileVisitResult.TERMINATE;
      }
      if (isIgnored(name)) {
        return FileVisitResult.CONTINUE;
      }
      if (attributes.isSymbolicLink()) {
        links.add(shown(file));
      } else if (!attributes.isRegularFile()) {
        strange.add(shown(file));
      } else if (endsWith(name, ENDING)) {
        notebooks.add(
            new NotebookFile(
                file, Optional.empty(), shown(file), name, attributes.lastModifiedTime(), isOwn));
      } else if (endsWith(name, ".zip")) {
        lookInto(file);
      } else {
        strange.add(shown(file));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      unreadable.add(shown(file));
      return FileVisitResult.CONTINUE;
    }

    /** The names in an archive are only compared; none of them becomes a path. */
    private void lookInto(Path archive) {
      try {
        if (Files.size(archive) > LARGEST_ARCHIVE) {
          unreadable.add(
              "%s, which is larger than %,d bytes".formatted(shown(archive), LARGEST_ARCHIVE));
          return;
        }
        try (ZipFile zip = new ZipFile(archive.toFile())) {
          if (zip.size() > MOST_FILES) {
            unreadable.add("%s, which has %,d files".formatted(shown(archive), zip.size()));
            return;
          }
          zip.stream().filter(entry -> !entry.isDirectory()).forEach(e -> add(archive, e));
        }
      } catch (IOException | IllegalArgumentException e) {
        unreadable.add("%s (%s)".formatted(shown(archive), e.getMessage()));
      }
    }

    private void add(Path archive, ZipEntry entry) {
      List<String> parts = List.of(entry.getName().replace('\\', '/').split("/", -1));
      if (parts.stream().anyMatch(HandIn::isIgnored)) {
        return;
      }
      String shown = shown(archive) + ": " + entry.getName();
      if (endsWith(parts.getLast(), ENDING)) {
        FileTime changed =
            Optional.ofNullable(entry.getLastModifiedTime()).orElse(FileTime.fromMillis(0));
        notebooks.add(
            new NotebookFile(
                archive, Optional.of(entry.getName()), shown, parts.getLast(), changed, false));
      } else {
        strange.add(shown);
      }
    }

    List<String> remarks(List<String> before) {
      List<String> remarks = new ArrayList<>(before);
      add(remarks, "Links were not followed: %s.", links);
      add(remarks, "Could not be read: %s.", unreadable);
      add(remarks, "Not understood: %s.", strange);
      return remarks;
    }

    private static void add(List<String> remarks, String sentence, List<String> names) {
      if (!names.isEmpty()) {
        remarks.add(sentence.formatted(listed(names)));
      }
    }
  }
}
