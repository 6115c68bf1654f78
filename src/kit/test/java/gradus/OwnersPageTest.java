package gradus;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages that lead through the house lead somewhere. */
class OwnersPageTest {
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "CONTRIBUTING.md",
        "src/README.md",
        "src/kernel/README.md",
        "src/kit/README.md",
        "src/network/README.md"
      })
  void everyLinkLeadsSomewhere(String page) throws IOException {
    Path file = Path.of(page);
    var link = LINK.matcher(Files.readString(file));
    while (link.find()) {
      assertTrue(Files.exists(file.resolveSibling(link.group(1))), link.group(1));
    }
  }
}
