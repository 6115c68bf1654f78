package gradus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code src/README.md} says of the code is so. */
class OwnersPageTest {
  private static final Path SOURCES = Path.of("src");

  /** A row of the walk: the link's text, its file and line, and the code that stands there. */
  private static final Pattern STATION =
      Pattern.compile("\\[(\\S+):(\\d+)]\\((\\S+)#L(\\d+)\\) \\| `(.+?)` \\|");

  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)");

  /** How far code may have moved before its line number misleads. */
  private static final int TOLERANCE = 12;

  private static String page() throws IOException {
    return Files.readString(SOURCES.resolve("README.md"));
  }

  @Test
  void theWalkThroughATrainingStepFindsTheCodeItNames() throws IOException {
    List<String> wrong = new ArrayList<>();
    var station = STATION.matcher(page());
    int stations = 0;
    for (; station.find(); stations++) {
      List<String> lines = Files.readAllLines(SOURCES.resolve(station.group(3)));
      int expected = Integer.parseInt(station.group(2));
      assertEquals(station.group(2), station.group(4));
      int found = nearest(lines, station.group(5), expected);
      if (Math.abs(found - expected) > TOLERANCE) {
        wrong.add("%s:%d is in line %d".formatted(station.group(1), expected, found));
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(stations >= 15);
  }

  /** The number of the line with this code that is nearest to the one expected; −1000 for none. */
  private static int nearest(List<String> lines, String code, int expected) {
    int nearest = -1000;
    for (int line = 1; line <= lines.size(); line++) {
      if (lines.get(line - 1).contains(code)
          && Math.abs(line - expected) < Math.abs(nearest - expected)) {
        nearest = line;
      }
    }
    return nearest;
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    var link = LINK.matcher(page());
    while (link.find()) {
      assertTrue(Files.exists(SOURCES.resolve(link.group(1))), link.group(1));
    }
  }

  @Test
  void theLayerThatItShowsIsTheOneTheContractTests() throws IOException {
    String source = Files.readString(SOURCES.resolve("test/java/gradus/layer/Softplus.java"));
    String layer = source.substring(source.indexOf("/**")).strip();
    assertTrue(page().replace("\n   ", "\n").contains(layer));
  }
}
