package gradus.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  @TempDir Path parent;

  @Test
  void aFolderHasTheUsualPermissions() throws IOException {
    assumeTrue(parent.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path made = parent.resolve("made");
    Folders.makeOnce(made, folder -> {});
    Path usual = Files.createDirectory(parent.resolve("usual"));
    assertEquals(Files.getPosixFilePermissions(usual), Files.getPosixFilePermissions(made));
  }

  @Test
  void aFolderIsFilledOnce() throws IOException {
    Path made = parent.resolve("made");
    Folders.makeOnce(made, folder -> Files.createFile(folder.resolve("first")));
    Folders.makeOnce(made, folder -> Files.createFile(folder.resolve("second")));
    assertEquals(List.of(made.resolve("first")), files(made));
  }

  @Test
  void aFailureLeavesNothing() throws IOException {
    Folders.Filling failing =
        folder -> {
          Files.createFile(folder.resolve("half"));
          throw new IOException("failed");
        };
    assertThrows(IOException.class, () -> Folders.makeOnce(parent.resolve("made"), failing));
    assertEquals(List.of(), files(parent));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
