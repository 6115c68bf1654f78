package gradus.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gradus.plot.MeanAndStd;
import org.apache.commons.math3.stat.inference.TTest;
import org.junit.jupiter.api.Test;

final class WelchTestTest {
  /** Additional hours of sleep with two drugs (Cushny and Peebles, 1905; "Student", 1908). */
  private static final double[] FIRST = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};

  private static final double[] SECOND = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

  private static final WelchTest SLEEP = WelchTest.of(MeanAndStd.of(FIRST), MeanAndStd.of(SECOND));

  /** The numbers that the manual of R prints for its data set "sleep". */
  @Test
  void studentsSleepDataHaveTheirKnownTest() {
    assertEquals(-1.8608, SLEEP.difference() / SLEEP.standardError(), 5e-5);
    assertEquals(17.776, SLEEP.degreesOfFreedom(), 5e-4);
    assertEquals(0.07939, SLEEP.pValue(), 5e-6);
    assertEquals(-3.3654832, SLEEP.lower(0.95), 5e-7);
    assertEquals(0.2054832, SLEEP.upper(0.95), 5e-7);
  }

  @Test
  void thePValueIsThatOfCommonsMath() {
    double[] three = {0.98, 0.981, 0.985};
    assertEquals(
        new TTest().tTest(FIRST, three),
        WelchTest.of(MeanAndStd.of(FIRST), MeanAndStd.of(three)).pValue(),
        1e-12);
  }

  @Test
  void groupsThatDoNotVaryDifferOrDoNot() {
    MeanAndStd five = MeanAndStd.of(5, 5);
    assertEquals(1, WelchTest.of(five, five).pValue());
    assertEquals(0, WelchTest.of(five, MeanAndStd.of(6, 6)).pValue());
    assertEquals(0, WelchTest.of(five, five).halfWidth(0.95));
  }

  @Test
  void aSingleRunIsNotTested() {
    assertThrows(
        IllegalArgumentException.class, () -> WelchTest.of(MeanAndStd.of(5), MeanAndStd.of(5, 6)));
  }
}
