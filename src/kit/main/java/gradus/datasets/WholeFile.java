package gradus.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files that are there whole or not at all. */
public final class WholeFile {
  private WholeFile() {}

  /** Writes a text beside its place and moves it there; where that fails, the old file stays. */
  public static void write(Path file, String text) throws IOException {
    Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
    Path part =
        folder.resolve(
            ".%s.%d-%d.part"
                .formatted(
                    file.getFileName(),
                    ProcessHandle.current().pid(),
                    Thread.currentThread().threadId()));
    try {
      Files.writeString(part, text);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
