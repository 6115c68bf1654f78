package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class Im2colPictureTest {
  private static final DMatrixRMaj PICTURE =
      new DMatrixRMaj(new double[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}});
  private static final DMatrixRMaj KERNEL = new DMatrixRMaj(new double[][] {{1, 0}, {0, -1}});

  @Test
  void aPixelHasItsColourInThePictureAndInEveryCopy() {
    BufferedImage image = Im2colPicture.of(PICTURE, KERNEL).at(3).image();
    int middle = Palette.viridis(0.5).getRGB();
    // The middle pixel: once in the picture, and once in each of the four rows of patches.
    assertEquals(5, cellsOf(image, middle));
  }

  @Test
  void paddingAndStrideChangeTheNumberOfPositions() {
    Im2colPicture plain = Im2colPicture.of(PICTURE, KERNEL);
    Im2colPicture padded = plain.window(1, 1);
    assertTrue(padded.height() > plain.height());
    assertTrue(padded.width() > plain.width());
    assertTrue(plain.window(2, 1).at(3).height() < padded.height());
  }

  @Test
  void aPositionThatTheWindowDoesNotHaveIsRefused() {
    var thrown =
        assertThrows(IllegalArgumentException.class, () -> Im2colPicture.of(PICTURE, KERNEL).at(4));
    assertEquals("the window has 4 positions, counted from 0; received 4", thrown.getMessage());
  }

  /** The number of squares of a colour, by their lower right corners, which no text reaches. */
  private static int cellsOf(BufferedImage image, int color) {
    int cells = 0;
    for (int y = 0; y < image.getHeight() - 4; y++) {
      for (int x = 0; x < image.getWidth() - 4; x++) {
        boolean corner =
            image.getRGB(x, y) == color
                && image.getRGB(x + 1, y) != color
                && image.getRGB(x, y + 1) != color
                && image.getRGB(x - 3, y) == color
                && image.getRGB(x, y - 3) == color
                && image.getRGB(x - 3, y - 3) == color;
        cells += corner ? 1 : 0;
      }
    }
    return cells;
  }
}
