package gradus.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlobTest {
  @TempDir private Path folder;

  @BeforeEach
  void fill() throws IOException {
    for (String file : List.of("b.jar", "a.jar", "a.txt", "lib[1]/c.jar", "deep/er/d.jar")) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.createFile(folder.resolve(file));
    }
  }

  private List<String> matches(String pattern) {
    return Glob.files(folder + "/" + pattern).stream()
        .map(file -> folder.relativize(file).toString().replace('\\', '/'))
        .toList();
  }

  @Test
  void aPathWithoutWildcardsStandsForItself() {
    assertEquals(List.of("missing.jar"), matches("missing.jar"));
    assertEquals(List.of(Path.of("relative.jar").toAbsolutePath()), Glob.files("relative.jar"));
  }

  @Test
  void wildcardsMatchWithinAFolderInOrder() {
    assertEquals(List.of("a.jar", "b.jar"), matches("*.jar"));
    assertEquals(List.of("a.jar", "a.txt"), matches("a.???"));
    assertEquals(List.of(), matches("*.zip"));
  }

  @Test
  void bracketsInAFolderAreOrdinaryCharacters() {
    assertEquals(List.of("lib[1]/c.jar"), matches("lib[1]/*.jar"));
  }

  @Test
  void wildcardsMatchFolders() {
    assertEquals(List.of("deep/er/d.jar"), matches("deep/*/*.jar"));
    assertEquals(List.of("deep/er/d.jar"), matches("deep/**.jar"));
  }

  @Test
  void aFolderThatDoesNotExistIsNamed() {
    var error =
        assertThrows(IllegalArgumentException.class, () -> Glob.files(folder + "/none/*.jar"));
    assertTrue(error.getMessage().contains("none"), error.getMessage());
    assertTrue(error.getMessage().endsWith("does the folder exist?"), error.getMessage());
  }

  @Test
  void onlyWhatExistsIsFound() {
    assertEquals(List.of(folder.resolve("a.jar")), Glob.found(folder + "/a.jar"));
    assertEquals(List.of(), Glob.found(folder + "/missing.jar"));
    assertEquals(List.of(), Glob.found(folder + "/none/*.jar"));
    assertTrue(Glob.isFolder(folder + "/deep"));
  }
}
