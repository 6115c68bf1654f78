package gradus.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class MeanAndStdTest {
  private static final MeanAndStd ONE_TWO_THREE = MeanAndStd.of(1, 2, 3);

  @Test
  void theDeviationIsThatOfASample() {
    assertEquals(2, ONE_TWO_THREE.mean());
    assertEquals(1, ONE_TWO_THREE.variance(), 1e-15);
    assertEquals("2.0000 ± 1.0000", ONE_TWO_THREE.toString());
  }

  @Test
  void oneRunHasNoDeviationAndNoneHasNoMean() {
    assertEquals(0, MeanAndStd.of(5).deviation());
    assertTrue(MeanAndStd.of().isEmpty());
    assertTrue(MeanAndStd.of(1, Double.NaN).isEmpty());
    assertFalse(ONE_TWO_THREE.isEmpty());
  }

  /** t with two degrees of freedom is 4.302653 at 97.5 %: 4.302653 · √(1 + 1/3). */
  @Test
  void threeRunsPredictTheNextWithTwoDegreesOfFreedom() {
    assertEquals(4.968275, ONE_TWO_THREE.predictionHalfWidth(0), 1e-6);
  }

  /** With a variance of 4/3 of its own beside ours of 4/3, Satterthwaite has 2 · 2² = 8. */
  @Test
  void aMeasuringErrorOfItsOwnWidensThePrediction() {
    assertEquals(2.306004 * Math.sqrt(8.0 / 3), ONE_TWO_THREE.predictionHalfWidth(4.0 / 3), 1e-6);
  }

  @Test
  void runsThatDoNotVaryLeaveTheMeasuringErrorAlone() {
    MeanAndStd constant = MeanAndStd.of(5, 5, 5);
    assertEquals(0, constant.predictionHalfWidth(0));
    assertEquals(2 * 1.959964, constant.predictionHalfWidth(4), 1e-6);
  }

  @Test
  void oneRunPredictsNothing() {
    assertThrows(IllegalStateException.class, () -> MeanAndStd.of(5).predictionHalfWidth(0));
  }
}
