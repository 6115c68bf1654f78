package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class DecisionMapTest {
  private static final DMatrixRMaj POINTS = new DMatrixRMaj(new double[][] {{-1, 0}, {1, 0}});

  @Test
  void eachSpotHasTheColourOfItsAnswer() {
    var map = DecisionMap.of("", POINTS, new int[] {0, 1}, spot -> spot[0] < 0 ? 0 : 1);
    BufferedImage image = map.image();
    int left = image.getRGB(image.getWidth() / 3, image.getHeight() - 60);
    int right = image.getRGB(3 * image.getWidth() / 4, image.getHeight() - 60);
    assertNotEquals(left, right);
    assertEquals(left, image.getRGB(image.getWidth() / 3, image.getHeight() / 5));
  }

  @Test
  void theClassifierIsAskedInTheCoordinatesOfThePoints() {
    DecisionMap.of(
        "",
        POINTS,
        new int[] {0, 1},
        spot -> {
          assertTrue(Math.abs(spot[0]) <= 1.2 && Math.abs(spot[1]) <= 1.2);
          return 0;
        });
  }

  @Test
  void pointsWithoutALabelEachAreRefused() {
    var thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> DecisionMap.of("", POINTS, new int[] {0}, spot -> 0));
    assertTrue(thrown.getMessage().contains("2×2 points and 1 labels"), thrown.getMessage());
  }

  @Test
  void aSingleExampleIsInTheMiddle() {
    var one = new DMatrixRMaj(new double[][] {{3, 4}});
    DecisionMap.of(
        "",
        one,
        new int[] {0},
        spot -> {
          assertTrue(Math.abs(spot[0] - 3) <= 0.6 && Math.abs(spot[1] - 4) <= 0.6);
          return 0;
        });
  }
}
