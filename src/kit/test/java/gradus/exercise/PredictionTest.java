package gradus.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.plot.display.MimeBundle;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A prediction is kept with its output; the answer is folded. */
class PredictionTest {
  private static final Prediction PREDICTION =
      new Prediction("01/own", "How many of 5 < 6?", "all: each is its own neighbour");

  @Test
  void withoutAPersonTheQuestionAndTheFoldedAnswerAreShown() {
    MimeBundle bundle = PREDICTION.bundle(Optional.empty());
    String html = bundle.data().getOrDefault("text/html", "");
    assertTrue(html.contains("How many of 5 &lt; 6?"), html);
    assertTrue(html.contains("<details><summary>Answer</summary>all: each"), html);
    assertEquals(Map.of("id", "01/own"), bundle.metadata().get("gradus"));
  }

  @Test
  void whatWasTypedIsInTheMetadata() {
    MimeBundle bundle = PREDICTION.bundle(Optional.of("three"));
    assertEquals(Map.of("id", "01/own", "prediction", "three"), bundle.metadata().get("gradus"));
    assertTrue(bundle.data().getOrDefault("text/html", "").contains("<em>three</em>"));
  }
}
