package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {
  @Test
  void aFunctionGivesTheNumbersOfASeries() {
    assertArrayEquals(new double[] {0, 0.5, 1}, Series.of(3, i -> i / 2.0));
    assertArrayEquals(new double[] {10, 100}, Series.of(new int[] {1, 2}, k -> Math.pow(10, k)));
    assertArrayEquals(new double[] {3, 5}, Series.of(List.of("one", "three"), String::length));
    assertArrayEquals(new double[0], Series.of(0, i -> i));
  }

  @Test
  void aFunctionGivesTheRowsOfAList() {
    record Square(int side, int area) {}
    assertEquals(List.of("0", "1"), Series.list(2, Integer::toString));
    assertEquals(
        List.of(new Square(3, 9), new Square(2, 4)),
        Series.list(new int[] {3, 2}, k -> new Square(k, k * k)));
  }

  @Test
  void numbersAreSortedByTheirKeyAndEqualOnesStayInOrder() {
    double[] losses = {0.5, 0.1, 0.5, 0.3};
    assertArrayEquals(
        new int[] {1, 3, 0, 2}, Series.sortedBy(new int[] {0, 1, 2, 3}, i -> losses[i]));
    assertArrayEquals(new int[] {2, 0, 3}, Series.sortedBy(new int[] {2, 3, 0}, i -> -losses[i]));
  }

  @Test
  void meanAndExtremes() {
    assertEquals(2, Series.mean(1, 4, 1));
    assertEquals(-3, Series.min(2, -3, 5));
    assertEquals(5, Series.max(2, -3, 5));
    assertEquals(Double.NaN, Series.max(2, Double.NaN));
    assertThrows(IllegalArgumentException.class, Series::mean);
    assertThrows(IllegalArgumentException.class, Series::min);
    assertThrows(IllegalArgumentException.class, Series::max);
  }
}
