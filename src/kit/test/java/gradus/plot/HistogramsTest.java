package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.plot.Histograms.Sample;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistogramsTest {
  @Test
  void valuesAreCountedAsSharesAndThoseBeyondTheAxisAtItsEnds() {
    Sample sample = Sample.of(new double[] {-9, 0, 0, 9}, -1, 1);
    double[] shares = sample.shares();
    assertEquals(0.25, shares[0]);
    assertEquals(0.25, shares[shares.length - 1]);
    assertEquals(0.5, Arrays.stream(shares, 1, shares.length - 1).max().orElseThrow());
    assertEquals(MeanAndStd.of(-9, 0, 0, 9).std(), sample.std());
  }

  @Test
  void eachDistributionIsAsHighAsItsCellAndWhatIsOutsideIsVermillion() {
    Tensor inside = Tensor.of(Shape.of(4), 0, 0, 0, 0);
    Tensor outside = Tensor.of(Shape.of(4), 5, 5, 5, 5);
    BufferedImage image =
        Histograms.of("", "layer", -1, 1).column("a", List.of(inside, outside)).image();
    assertTrue(colors(image).contains(Palette.BLUE.getRGB()));
    assertTrue(colors(image).contains(Palette.VERMILLION.getRGB()));
  }

  @Test
  void columnsAreAddedWithoutChangingTheOriginal() {
    Tensor x = Tensor.of(Shape.of(2), 1, 2);
    Histograms one = Histograms.of("", "layer", 0, 3).column("a", List.of(x));
    Histograms two = one.column("b", List.of(x));
    assertEquals(1, one.columns().size());
    assertTrue(two.width() > one.width());
    assertEquals(one.height(), two.height());
    assertArrayEquals(
        one.columns().getFirst().samples().getFirst().shares(),
        two.columns().getLast().samples().getFirst().shares());
  }

  @Test
  void anAxisThatRunsBackwardIsRefused() {
    var thrown =
        assertThrows(IllegalArgumentException.class, () -> Histograms.of("", "layer", 1, -1));
    assertTrue(thrown.getMessage().contains("1.0 and -1.0"), thrown.getMessage());
  }

  private static List<Integer> colors(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return Arrays.stream(pixels).distinct().boxed().toList();
  }

  @Test
  void theRightEndIsInsideAndWhatIsNoNumberIsNotDrawn() {
    double[] shares = Sample.of(new double[] {1, Double.NaN}, -1, 1).shares();
    assertEquals(0.5, shares[shares.length - 2]);
    assertEquals(0.5, Arrays.stream(shares).sum());
  }
}
