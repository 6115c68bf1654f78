package gradus;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The code that {@code README.md} shows is the code that runs. */
class ReadmeTest {
  private static final Path LAYERS = Path.of("src/network/main/java/gradus/layer");

  @Test
  void theLinearLayerItShowsIsTheRealOne() throws IOException {
    String page = Files.readString(Path.of("README.md"));
    int start = page.indexOf("```java\npublic Pass forward") + "```java\n".length();
    String shown = page.substring(start, page.indexOf("```", start)).strip();
    String source = Files.readString(LAYERS.resolve("Linear.java"));
    assertTrue(source.replace("\n  ", "\n").contains(shown), shown);
  }
}
