package gradus.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The notebooks that a user works in: the kit's or, where the kit is shared, copies of them. */
final class OwnNotebooks {
  private OwnNotebooks() {}

  /**
   * The folder around {@code notebooks/}. Copies that are there already stay as they are, so that
   * nobody's work is written over.
   */
  static Path of(Kit kit) throws IOException {
    if (kit.isShared()) {
      for (Path folder : List.of(kit.lessons(), kit.released())) {
        copyMissing(folder, kit.own().resolve(kit.home().relativize(folder)));
      }
    }
    return kit.own();
  }

  private static void copyMissing(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    for (Path notebook : Kit.notebooksIn(from)) {
      Path copy = to.resolve(from.relativize(notebook));
      if (!Files.exists(copy)) {
        Files.createDirectories(copy.getParent());
        Files.write(copy, Files.readAllBytes(notebook)); // a copy would be as read-only as the kit
      }
    }
  }
}
