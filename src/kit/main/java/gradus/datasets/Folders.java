package gradus.datasets;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Creates and deletes whole folders. */
public final class Folders {
  private Folders() {}

  /** Fills a folder. */
  @FunctionalInterface
  public interface Filling {
    void fill(Path folder) throws IOException;
  }

  /**
   * Creates and fills a folder unless it exists. It is filled under another name and then renamed,
   * so a reader, or a second process that does the same, never sees half of it.
   */
  public static void makeOnce(Path folder, Filling filling) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    // Not a temporary folder, which would be closed to other users.
    Path unfinished = folder.toAbsolutePath().resolveSibling(".unfinished-" + UUID.randomUUID());
    Files.createDirectories(unfinished);
    try {
      filling.fill(unfinished);
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    } finally {
      delete(unfinished);
    }
  }

  /** Deletes a folder and everything in it, if it exists. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
