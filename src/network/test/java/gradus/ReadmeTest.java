package gradus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the READMEs say of the network's code is so. */
class ReadmeTest {
  private static final Path MODULE = Path.of("src/network");
  private static final Path LAYERS = MODULE.resolve("main/java/gradus/layer");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");

  /** A row of the walk: the link to a file, and code that stands there. */
  private static final Pattern STATION = Pattern.compile("]\\(([^)#]+)\\) \\| `(.+?)` \\|");

  private static String page() throws IOException {
    return Files.readString(MODULE.resolve("README.md"));
  }

  @Test
  void theLinearLayerItShowsIsTheRealOne() throws IOException {
    String page = Files.readString(Path.of("README.md"));
    int start = page.indexOf("```java\npublic Pass forward") + "```java\n".length();
    String shown = page.substring(start, page.indexOf("```", start)).strip();
    String source = Files.readString(LAYERS.resolve("Linear.java"));
    assertTrue(source.replace("\n  ", "\n").contains(shown), shown);
  }

  @Test
  void theLayerToCopyIsTheOneThatTheContractTests() throws IOException {
    String source = Files.readString(MODULE.resolve("test/java/gradus/layer/Softplus.java"));
    String layer = source.substring(source.indexOf("/**")).strip();
    assertTrue(page().replace("\n   ", "\n").contains(layer));
  }

  @Test
  void theWalkThroughATrainingStepFindsTheCodeItNames() throws IOException {
    var station = STATION.matcher(page());
    int stations = 0;
    for (; station.find(); stations++) {
      String source = Files.readString(MODULE.resolve(station.group(1)));
      assertTrue(source.contains(station.group(2)), station.group());
    }
    assertEquals(16, stations);
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    var link = LINK.matcher(page());
    int links = 0;
    for (; link.find(); links++) {
      assertTrue(Files.exists(MODULE.resolve(link.group(1))), link.group(1));
    }
    assertTrue(links > 30, "links: " + links);
  }
}
