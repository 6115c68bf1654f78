package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TicksTest {
  @Test
  void roundNumbersAreMultiplesOfOneTwoOrFive() {
    assertArrayEquals(new double[] {-1, -0.5, 0, 0.5, 1}, Ticks.round(-1.2, 1.2, 5), 1e-12);
    assertArrayEquals(new double[] {0, 20, 40, 60}, Ticks.round(-3, 65, 5), 1e-12);
  }

  @Test
  void aLogarithmicAxisNamesPowersOfTenWhereThereAreEnough() {
    assertArrayEquals(new double[] {0.01, 0.1, 1, 10}, Ticks.logarithmic(0.004, 30), 1e-12);
    assertArrayEquals(
        new double[] {1e-9, 1e-6, 1e-3, 1, 1e3, 1e6}, Ticks.logarithmic(1e-11, 3e8), 1e-6);
  }

  @Test
  void aShortLogarithmicAxisNamesNumbersBetweenThem() {
    assertArrayEquals(new double[] {0.2, 0.5, 1, 2}, Ticks.logarithmic(0.12, 3), 1e-12);
    assertArrayEquals(new double[] {1.9, 2.0, 2.1, 2.2, 2.3}, Ticks.logarithmic(1.9, 2.34), 1e-12);
  }

  @Test
  void numbersAreAsShortAsTheirDigitsAllow() {
    assertEquals("0", TickText.of(0));
    assertEquals("0.3", TickText.of(0.1 + 0.2));
    assertEquals("−0.04", TickText.of(-0.04));
    assertEquals("2500", TickText.of(2500));
    assertEquals("10⁻⁵", TickText.of(1e-5));
    assertEquals("−2·10⁶", TickText.of(-2e6));
    assertEquals("2.3", TickText.of(2.302588766110182, 2));
  }

  @Test
  void theAxisOfASingleValueHasALengthAndRoundNumbers() {
    PlotAxis axis = PlotAxis.of(new double[] {2.302588766110182}, null, null, false);
    double[] ticks = axis.ticks(0.04, 5);
    assertEquals(List.of("1.8", "2.0", "2.2", "2.4", "2.6", "2.8"), axis.texts(ticks, null));
  }

  @Test
  void betweenEpochsAnAxisNamesNothing() {
    PlotAxis axis = PlotAxis.of(new double[] {1, 2, 3}, null, null, false);
    assertEquals(List.of("1", "2", "3"), axis.texts(axis.ticks(0.04, 6), null));
  }

  @Test
  void numbersOfAnAxisHaveEquallyManyDigits() {
    assertEquals(List.of("0.38", "0.40"), TickText.of(new double[] {0.38, 0.4}));
    assertEquals(List.of("0", "10⁶", "2·10⁶"), TickText.of(new double[] {0, 1e6, 2e6}));
  }

  @Test
  void anAxisMayBeFarFromZero() {
    double start = 1.7e12;
    assertArrayEquals(
        new double[] {start, start + 500, start + 1000}, Ticks.round(start, start + 1000, 2), 1e-3);
  }
}
