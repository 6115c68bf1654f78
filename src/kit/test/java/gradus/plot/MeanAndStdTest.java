package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MeanAndStdTest {
  @Test
  void theDeviationIsThatOfTheSample() {
    assertEquals(new MeanAndStd(5, 3, Math.sqrt(2.5)), MeanAndStd.of(1, 2, 3, 4, 5));
    assertEquals("3.0000 ± 1.5811", MeanAndStd.of(1, 2, 3, 4, 5).toString());
  }

  @Test
  void aSingleValueDoesNotDeviate() {
    assertEquals(new MeanAndStd(1, 2, 0), MeanAndStd.of(2));
    assertEquals("2.0000", MeanAndStd.of(2).toString());
  }

  @Test
  void noValueHasNoMean() {
    assertThrows(IllegalArgumentException.class, MeanAndStd::of);
  }
}
