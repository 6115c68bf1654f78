package gradus.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;

class VersionTest {
  @Test
  void aJarStatesItsVersionAndCommit() throws IOException {
    assertEquals(
        "0.2.0 (1a2b3c4d5e6f)",
        version("Implementation-Version: 0.2.0\nGit-Commit: 1a2b3c4d5e6f\n").toString());
  }

  @Test
  void aJarBuiltOutsideOfGitHasNoCommit() throws IOException {
    assertEquals(
        new Version("0.2.0", "unknown"),
        version("Implementation-Version: 0.2.0\nGit-Commit: ${git.commit}\n"));
    assertEquals(
        new Version("0.2.0", "unknown"), version("Implementation-Version: 0.2.0\nGit-Commit: \n"));
  }

  @Test
  void classesOutsideOfAJarSaySo() throws IOException {
    assertEquals(new Version("not packaged", "unknown"), version(""));
  }

  private static Version version(String entries) throws IOException {
    String text = "Manifest-Version: 1.0\n" + entries + "\n";
    return Version.of(
        new Manifest(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
  }
}
