package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;

class DrawingTest {
  @Test
  void aHeatMapPaintsEachCellInTheColourOfItsValue() {
    var map = HeatMap.of("", new DMatrixRMaj(new double[][] {{0, 1}, {1, 0}})).cell(10, 10);
    BufferedImage image = map.image();
    assertEquals(Palette.viridis(0).getRGB(), image.getRGB(10, 18));
    assertEquals(Palette.viridis(1).getRGB(), image.getRGB(30, 18));
    assertEquals(Palette.viridis(1).getRGB(), image.getRGB(10, 38));
  }

  @Test
  void aRunThatDivergedIsGreyAndLeavesTheScaleAlone() {
    ColorScale scale = ColorScale.of(new double[] {0.1, Double.NaN, 0.4}, "%.2f");
    assertEquals(0.1, scale.low());
    assertEquals(0.4, scale.high());
    assertEquals(Palette.MISSING, scale.color(Double.NaN));
    assertEquals("–", scale.text(Double.POSITIVE_INFINITY));
  }

  @Test
  void aMatrixWithMoreCellsThanDotsIsAveraged() {
    var values = new DMatrixRMaj(4, 6);
    values.set(0, 0, 4);
    BufferedImage image = Pictures.colored(values, new ColorScale(0, 1, ""), 3, 2);
    assertEquals(3, image.getWidth());
    assertEquals(2, image.getHeight());
    assertEquals(Palette.viridis(1).getRGB(), image.getRGB(0, 0));
    assertEquals(Palette.viridis(0).getRGB(), image.getRGB(2, 1));
  }

  @Test
  void coloursAreReadInTheOrderRedGreenBlue() {
    assertEquals(0xFF010203, Pictures.of(new double[] {1, 2, 3}, 1, 1).getRGB(0, 0));
    assertEquals(0xFF070707, Pictures.of(new double[] {7}, 1, 1).getRGB(0, 0));
  }

  @Test
  void aTemplateIsStretchedFromBlackToWhite() {
    BufferedImage image = Pictures.stretched(new double[] {-0.02, 0.02}, 1, 2);
    assertEquals(0xFF000000, image.getRGB(0, 0));
    assertEquals(0xFFFFFFFF, image.getRGB(1, 0));
  }

  @Test
  void numbersThatAreNoPictureAreRefused() {
    var thrown =
        assertThrows(IllegalArgumentException.class, () -> Pictures.of(new double[5], 2, 2));
    assertTrue(thrown.getMessage().contains("5 numbers"), thrown.getMessage());
  }

  @Test
  void anImageGridMarksWhatIsRightAndWhatIsWrong() {
    var grid = ImageGrid.of(images(2)).captions(List.of("cat", "dog"));
    var answered = grid.answers(List.of("cat", "cat"));
    assertEquals("✓ cat", answered.tiles().get(0).verdict().orElseThrow().toString());
    assertEquals("✗ cat", answered.tiles().get(1).verdict().orElseThrow().toString());
    assertTrue(answered.height() > grid.height());
  }

  @Test
  void anImageGridWantsOneCaptionForEachImage() {
    var thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> ImageGrid.of(images(3)).captions(Collections.nCopies(2, "cat")));
    assertEquals("2 captions for 3 images; there must be one for each", thrown.getMessage());
  }

  @Test
  void drawingsSideBySideAreAsWideAsTogether() {
    var one = ImageGrid.of(images(3));
    assertEquals(2 * one.width() + 16, SideBySide.of(one, one).width());
    assertThrows(IllegalArgumentException.class, () -> SideBySide.of(one, "text"));
  }

  @Test
  void aLegendWiderThanItsChartIsDrawnWithAllItsEntries() {
    XYChart chart = withLongLegend(Charts.lines("", "x", "y"));
    BufferedImage image = new ChartDrawing(chart).image();
    for (int y = 0; y < image.getHeight(); y++) {
      assertEquals(0, image.getRGB(0, y));
      assertEquals(0, image.getRGB(image.getWidth() - 1, y));
    }
    var seen = new HashSet<Integer>();
    for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
      seen.add(image.getRGB(i % image.getWidth(), i / image.getWidth()));
    }
    for (XYSeries series : chart.getSeriesMap().values()) {
      assertTrue(seen.contains(series.getLineColor().getRGB()), series.getName());
    }
    assertUnchanged(chart);
  }

  @Test
  void aChartThatCannotBePaintedIsLeftAsItWas() {
    var chart =
        new XYChart(520, 340) {
          @Override
          public void paint(Graphics2D g, int width, int height) {
            throw new IllegalStateException("no ink");
          }
        };
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    Drawing drawing = new ChartDrawing(withLongLegend(chart));
    assertThrows(IllegalStateException.class, drawing::image);
    assertUnchanged(chart);
  }

  /** Curves in one place, so that only the legend shows the colours of all. */
  private static XYChart withLongLegend(XYChart chart) {
    for (int i = 0; i < 6; i++) {
      chart.addSeries("a curve with a long name, number " + i, new double[] {0, 1});
    }
    return chart;
  }

  private static void assertUnchanged(XYChart chart) {
    assertEquals(LegendLayout.Horizontal, chart.getStyler().getLegendLayout());
    assertNull(chart.getStyler().getXAxisMax());
  }

  private static List<BufferedImage> images(int n) {
    return Collections.nCopies(n, new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB));
  }
}
