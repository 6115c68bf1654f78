package gradus.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.kernel.session.CellError;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What needs no repository; {@code test_kernel.py} resolves libraries. */
class MavenTest {
  @Test
  void coordinatesThatAreNoneAreRefused() {
    for (String wrong : List.of("gson", "com.google.code.gson:gson", "a b:c:1")) {
      var error =
          assertThrows(IllegalArgumentException.class, () -> Maven.resolve(List.of(wrong)), wrong);
      assertTrue(
          error.getMessage().startsWith("%maven received " + wrong + "; expected group:artifact"),
          error.getMessage());
    }
  }

  @Test
  void aPomThatIsNoXmlIsExplained() {
    CellError error =
        assertThrows(CellError.class, () -> Maven.resolvePom("<dependency><groupId>"));
    assertEquals("MavenError", error.name());
    assertEquals(1, error.message().lines().count(), error.message());
    assertTrue(error.report().contains("Non-parseable POM"), error.report());
  }

  @Test
  void nothingToResolveIsNothing() throws CellError {
    assertEquals(List.of(), Maven.resolvePom(""));
  }
}
