package gradus.exercise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Seed;
import gradus.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Inputs become what their words say. */
class InputDescriptionTest {
  private static Values draw(Object description, long seed) {
    return new InputDescription(Map.of("x", description))
        .draw(new RandomInputs(new Seed(seed).stream("test")));
  }

  @Test
  void numbersAndListsAreTakenAsTheyAre() {
    assertEquals(0.5, draw(0.5, 1).number("x"));
    assertArrayEquals(new int[] {2, 0}, draw(List.of(2, 0), 1).labels("x"));
    Values matrix = draw(List.of(List.of(1, 2, 3), List.of(4, 5, 6)), 1);
    assertEquals(Shape.of(2, 3), matrix.tensor("x").shape());
    assertEquals(6, matrix.matrix("x").get(1, 2));
    assertEquals(Shape.of(1, 1, 2), draw(List.of(List.of(List.of(1, 2))), 1).tensor("x").shape());
  }

  @Test
  void wordsAreDrawnWithScaleAndOffset() {
    assertEquals(Shape.of(2, 5, 5, 3), draw("gaussian 2x5x5x3", 1).tensor("x").shape());
    assertEquals(
        draw("gaussian 4x3", 1).matrix("x").get(2, 1) * 0.5 + 1000,
        draw("gaussian 4x3 * 0.5 + 1000", 1).matrix("x").get(2, 1),
        1e-9);
    assertTrue(
        Arrays.stream(draw("integers -3 3 50", 1).vector("x"))
            .allMatch(v -> v >= -3 && v <= 3 && v == Math.rint(v)));
    assertTrue(Arrays.stream(draw("uniform 2 3 50", 1).vector("x")).allMatch(v -> v >= 2 && v < 3));
    assertEquals(3, Arrays.stream(draw("labels 6 of 3", 1).labels("x")).distinct().count());
    assertEquals(6, Arrays.stream(draw("permutation 6", 1).labels("x")).distinct().count());
    assertEquals(7, draw("fill 7 2x2", 1).matrix("x").get(1, 1));
  }

  @Test
  void anotherSeedDrawsOtherNumbersButOnlyOfWhatIsRandom() {
    assertEquals(draw("gaussian 3", 1).vector("x")[0], draw("gaussian 3", 1).vector("x")[0]);
    assertFalse(draw("gaussian 3", 1).vector("x")[0] == draw("gaussian 3", 2).vector("x")[0]);
    assertTrue(new InputDescription(Map.of("x", "labels 3 of 3")).isRandom());
    assertFalse(new InputDescription(Map.of("x", "zeros 3x3", "k", 2)).isRandom());
  }

  @Test
  void otherWordsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> draw("gauss 3x3", 1));
    assertThrows(IllegalArgumentException.class, () -> draw("what?", 1));
  }
}
