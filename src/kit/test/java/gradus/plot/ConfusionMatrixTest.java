package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  private static final List<String> NAMES = List.of("cat", "dog", "ship");

  @Test
  void rowsAreTrueClassesAndColumnsAreAnswers() {
    var matrix = ConfusionMatrix.of(new int[] {0, 0, 0, 1, 2}, new int[] {0, 1, 1, 1, 0}, NAMES);
    assertEquals(2, matrix.count(0, 1));
    assertEquals(0, matrix.count(1, 0));
    assertEquals(2, matrix.right());
    assertEquals(
        List.of(
            new ConfusionMatrix.Confusion("cat", "dog", 2),
            new ConfusionMatrix.Confusion("ship", "cat", 1)),
        matrix.confusions());
    assertEquals(2 * matrix.width(), matrix.image().getWidth());
  }

  @Test
  void thereIsOneAnswerForEachLabel() {
    assertThrows(
        IllegalArgumentException.class, () -> ConfusionMatrix.of(new int[2], new int[3], NAMES));
  }
}
