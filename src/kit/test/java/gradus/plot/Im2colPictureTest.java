package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.ArrayDeque;
import java.util.List;
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

  /** The number of connected areas of a colour that are as large as a cell. */
  private static int cellsOf(BufferedImage image, int color) {
    var seen = new boolean[image.getHeight()][image.getWidth()];
    int cells = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        cells += area(image, color, x, y, seen) > 400 ? 1 : 0;
      }
    }
    return cells;
  }

  private static int area(BufferedImage image, int color, int fromX, int fromY, boolean[][] seen) {
    var waiting = new ArrayDeque<int[]>(List.of(new int[] {fromX, fromY}));
    int area = 0;
    while (!waiting.isEmpty()) {
      int x = waiting.peek()[0];
      int y = waiting.remove()[1];
      boolean inside = x >= 0 && y >= 0 && x < image.getWidth() && y < image.getHeight();
      if (inside && !seen[y][x] && image.getRGB(x, y) == color) {
        seen[y][x] = true;
        area++;
        waiting.addAll(
            List.of(
                new int[] {x + 1, y},
                new int[] {x - 1, y},
                new int[] {x, y + 1},
                new int[] {x, y - 1}));
      }
    }
    return area;
  }
}
