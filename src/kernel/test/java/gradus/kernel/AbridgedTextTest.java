package gradus.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AbridgedTextTest {
  private static String text(Object value) {
    return AbridgedText.of(value, AbridgedText.SHORT);
  }

  @Test
  void aShortTextIsWhole() {
    assertEquals("[1, 2]", text(List.of(1, 2)));
    assertEquals("{a=1}", text(Map.of("a", 1)));
    String longest = "x".repeat(AbridgedText.SHORT);
    assertEquals(longest, text(longest));
  }

  @Test
  void anArrayLooksLikeAList() {
    assertEquals("[1, 2]", text(new int[] {1, 2}));
    assertEquals("[a, null]", text(new String[] {"a", null}));
    assertEquals("[[0.5], []]", text(new double[][] {{0.5}, {}}));
    assertEquals("[[1, 2], null]", text(Arrays.asList(new int[] {1, 2}, null)));
    assertEquals("{w=[0.5]}", text(Map.of("w", new double[] {0.5})));
    Object[] itself = {1, null};
    itself[1] = itself;
    assertTrue(text(itself).startsWith("[1, [1, ["), text(itself));
  }

  @Test
  void aValueWithoutATextIsNull() {
    assertEquals(
        "null",
        text(
            new Object() {
              @Override
              @SuppressWarnings("NullAway")
              public String toString() {
                return null;
              }
            }));
  }

  static List<Object> largeValues() {
    String row = "1.25 ".repeat(3072);
    return List.of(
        "x".repeat(18_000_000),
        (row + "\n").repeat(500),
        "short\n".repeat(1_000_000),
        Collections.nCopies(10_000_000, 3.5),
        new int[1_000_000],
        new double[2_000][2_000],
        Collections.nCopies(20, "x".repeat(100_000)),
        new ArrayList<>(Collections.nCopies(5_000, Collections.nCopies(5_000, 1))),
        IntStream.range(0, 100_000).boxed().collect(Collectors.toMap(i -> i, i -> "v" + i)));
  }

  @ParameterizedTest
  @MethodSource("largeValues")
  void aLongTextIsBoundedAndSaysHowToSeeMore(Object value) {
    String shown = text(value);
    assertTrue(shown.length() < 1.2 * AbridgedText.SHORT, "length " + shown.length());
    assertTrue(shown.endsWith("; show(x) shows up to 1,000,000 characters"), shown);
    assertTrue(AbridgedText.of(value, AbridgedText.FULL).length() < 1_100_000);
  }

  @Test
  void theBeginningAndTheEndAreShown() {
    String shown =
        text(IntStream.range(0, 5000).mapToObj(i -> "row " + i).collect(Collectors.joining("\n")));
    assertTrue(shown.startsWith("row 0\nrow 1\n"), shown);
    assertTrue(
        shown.contains("\n⋮\nrow 4995\n") && shown.contains("row 4999\n… abridged: 5,000 lines"),
        shown);
  }
}
