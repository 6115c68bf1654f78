package gradus.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.kernel.session.CellError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no Maven; {@code test_kernel.py} resolves libraries. */
class MavenTest {
  @ParameterizedTest
  @ValueSource(strings = {"gson", "com.google.code.gson:gson", "a:b:c:d", ""})
  void coordinatesOfAnotherFormAreRefused(String wrong) {
    var error = assertThrows(IllegalArgumentException.class, () -> Maven.resolve(List.of(wrong)));
    assertTrue(
        error.getMessage().startsWith("%maven received " + wrong + "; expected group:artifact"),
        error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[ERROR] Could not resolve dependencies for project n:n:jar:1: Could not find artifact org.a:b:jar:9.9 in central (https://example.org) -> [Help 1]",
        "[ERROR] Could not resolve dependencies for project n:n:jar:1: org.a:b:jar:9.9 was not found in https://example.org during a previous attempt",
        "[ERROR] The following artifacts could not be resolved: org.a:b:jar:9.9 (absent): Could not find artifact org.a:b:jar:9.9 in central (https://example.org)",
      })
  void aMissingLibraryIsNamed(String log) {
    CellError error = Maven.explained("[INFO] Scanning\n" + log + "\n");
    assertEquals("could not find org.a:b:9.9; check the spelling and the version", error.message());
    assertEquals(List.of(log), error.details());
  }

  @Test
  void anotherFailureShowsItsFirstLines() {
    assertEquals(
        "MavenError: Maven failed\nsh: no java", Maven.explained("sh: no java\n").report());
  }

  @Test
  void aListOfDependenciesBecomesAPom() {
    String list = "<dependencies><dependency/></dependencies>";
    assertTrue(Maven.wholePom(list).contains("<version>1</version>\n  " + list));
    assertTrue(Maven.wholePom("<dependency/>").contains(list));
    assertEquals("<project></project>", Maven.wholePom("<project></project>"));
  }

  @Test
  void theTellingLineIsFoundBelowItsColoursAndAdviceIsLeftOut() {
    String log =
        "\u001b[31m[ERROR]\u001b[m Could not find artifact org.a:b:jar:9.9 in central (https://example.org)\n"
            + "[ERROR] \n[ERROR] Re-run Maven using the -X switch to enable full debug logging.\n";
    CellError error = Maven.explained(log);
    assertEquals("could not find org.a:b:9.9; check the spelling and the version", error.message());
    assertEquals(1, error.details().size(), error.report());
  }
}
