package gradus.grading;

import gradus.notebook.NotebookFile;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Looks for notebooks in folders and archives without following a link. */
final class HandInSearch extends SimpleFileVisitor<Path> {
  private static final int DEEPEST = 8;
  private static final int MOST_FILES = 1_000;
  private static final long LARGEST_ARCHIVE = 50L << 20;

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
    return relative.toString().isEmpty()
        ? "its folder"
        : withoutControls(relative.toString().replace('\\', '/'));
  }

  /** A name may hold what a terminal obeys. */
  private static String withoutControls(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    boolean inside = !folder.equals(base) && FileNames.isIgnored(folder.getFileName().toString());
    return inside ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    String name = file.getFileName().toString();
    if (++files > MOST_FILES) {
      unreadable.add("more than %,d files".formatted(MOST_FILES));
      return FileVisitResult.TERMINATE;
    }
    if (FileNames.isIgnored(name)) {
      return FileVisitResult.CONTINUE;
    }
    if (attributes.isSymbolicLink()) {
      links.add(shown(file));
    } else if (!attributes.isRegularFile()) {
      strange.add(shown(file));
    } else if (FileNames.endsWith(name, FileNames.NOTEBOOK)) {
      notebooks.add(
          new NotebookFile(
              file, Optional.empty(), shown(file), name, attributes.lastModifiedTime(), isOwn));
    } else if (FileNames.endsWith(name, FileNames.ARCHIVE)) {
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
      try (ZipFile zip = NotebookFile.opened(archive)) {
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
    if (parts.stream().anyMatch(FileNames::isIgnored)) {
      return;
    }
    String shown = shown(archive) + ": " + withoutControls(entry.getName());
    if (FileNames.endsWith(parts.getLast(), FileNames.NOTEBOOK)) {
      FileTime changed =
          Optional.ofNullable(entry.getLastModifiedTime()).orElse(FileTime.fromMillis(0));
      notebooks.add(
          new NotebookFile(
              archive, Optional.of(entry.getName()), shown, parts.getLast(), changed, false));
    } else {
      strange.add(shown);
    }
  }

  List<NotebookFile> notebooks() {
    return notebooks;
  }

  /** What lies there beside notebooks and archives. */
  List<String> strange() {
    return strange;
  }

  /** What was not looked into, one sentence each. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    FileNames.remark(remarks, "Links were not followed: %s.", links);
    FileNames.remark(remarks, "Could not be read: %s.", unreadable);
    return remarks;
  }
}
