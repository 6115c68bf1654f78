package gradus.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void aLinearScheduleFallsToNothingAndStaysThere() {
    Schedule linear = Schedule.linear(0.4, 4);
    assertEquals(0.4, linear.at(0));
    assertEquals(0.1, linear.at(3), 1e-15);
    assertEquals(0, linear.at(4));
    assertEquals(0, linear.at(9));
    assertEquals("linear from 0.4 over 4", linear.toString());
    assertThrows(IllegalArgumentException.class, () -> Schedule.linear(0.4, 0));
  }

  private static void assertRates(Schedule schedule, double... expected) {
    double[] rates = LongStream.range(0, expected.length).mapToDouble(schedule::at).toArray();
    assertArrayEquals(expected, rates, 1e-12, schedule.toString());
  }

  @Test
  void stepsFallAtTheirTimes() {
    assertRates(Schedule.constant(0.3), 0.3, 0.3, 0.3);
    assertRates(Schedule.step(1, 2, 0.1), 1, 1, 0.1, 0.1, 0.01);
    assertRates(Schedule.halving(1, 2), 1, 1, 0.5, 0.5, 0.25);
    assertRates(Schedule.multiStep(1, 0.5, 3, 1), 1, 0.5, 0.5, 0.25, 0.25);
    assertRates(Schedule.exponential(2, 0.5), 2, 1, 0.5, 0.25);
  }

  @Test
  void wavesBeginTurnAndEndWhereTheyShould() {
    assertRates(Schedule.cosine(1, 4), 1, (1 + Math.sqrt(0.5)) / 2, 0.5, (1 - Math.sqrt(0.5)) / 2);
    assertRates(Schedule.triangular(1, 3, 4), 1, 2, 3, 2, 1, 2);
    assertRates(Schedule.oneCycle(1, 2, 6), 0, 0.5, 1, 0.75, 0.5, 0.25, 0, 0);
    assertEquals(0, Schedule.cosine(1, 4).at(100), 1e-12);
  }

  @Test
  void warmUpEndsAtTheFullRate() {
    assertRates(Schedule.constant(1).withWarmUp(4), 0.25, 0.5, 0.75, 1, 1);
  }

  @Test
  void epochsStretchASchedule() {
    assertRates(Schedule.halving(1, 1).inEpochs(3), 1, 1, 1, 0.5, 0.5, 0.5, 0.25);
  }

  @Test
  void aScheduleSaysWhatItIs() {
    assertEquals(
        "0.1, ×0.5 every 2, in epochs of 500, warm-up 100",
        Schedule.halving(0.1, 2).inEpochs(500).withWarmUp(100).toString());
  }

  @Test
  void lengthsBelowOneAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Schedule.step(1, 0, 0.1));
    assertThrows(IllegalArgumentException.class, () -> Schedule.cosine(1, 0));
    assertThrows(IllegalArgumentException.class, () -> Schedule.oneCycle(1, 5, 5));
    assertThrows(IllegalArgumentException.class, () -> Schedule.constant(1).inEpochs(0));
  }
}
