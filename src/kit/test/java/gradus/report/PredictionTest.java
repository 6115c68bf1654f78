package gradus.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gradus.plot.MeanAndStd;
import org.junit.jupiter.api.Test;

final class PredictionTest {
  private static final MeanAndStd ONE_TWO_THREE = MeanAndStd.of(1, 2, 3);

  /** t with two degrees of freedom is 4.302653 at 97.5 %: 4.302653 · √(1 + 1/3). */
  @Test
  void threeRunsPredictTheNextWithTwoDegreesOfFreedom() {
    assertEquals(4.968275, Prediction.halfWidth(ONE_TWO_THREE, 0), 1e-6);
  }

  /** With a variance of 4/3 beside that of the runs, also 4/3, Satterthwaite has 2 · 2² = 8. */
  @Test
  void aMeasuringErrorWidensThePrediction() {
    assertEquals(2.306004 * Math.sqrt(8.0 / 3), Prediction.halfWidth(ONE_TWO_THREE, 4.0 / 3), 1e-6);
  }

  @Test
  void runsThatDoNotVaryLeaveTheMeasuringErrorAlone() {
    MeanAndStd constant = MeanAndStd.of(5, 5, 5);
    assertEquals(0, Prediction.halfWidth(constant, 0));
    assertEquals(2 * 1.959964, Prediction.halfWidth(constant, 4), 1e-6);
  }

  @Test
  void oneRunPredictsNothing() {
    assertThrows(IllegalArgumentException.class, () -> Prediction.halfWidth(MeanAndStd.of(5), 0));
  }
}
