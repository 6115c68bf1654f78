package gradus.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  /** The rule is nbgrader's, for tests that are code. */
  @Test
  void aTestThatPrintsOnStandardErrorEarnsNothingAndSaysSo() {
    JsonObject answer = new JsonObject();
    answer.addProperty("stderr", "here");
    Outcome outcome = Outcome.of(answer);
    assertEquals(0, outcome.earned(1));
    assertEquals("Something was printed on standard error: here", outcome.hint());
    assertEquals("Something was printed on standard error.", outcome.byType().hint());
  }
}
