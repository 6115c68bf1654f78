package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.plot.display.MimeBundle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

class RenderingsTest {
  @Test
  void aChartIsAPictureWithTwoDotsForEachPixel() throws IOException {
    var chart = Charts.lines("Loss", "step", "loss");
    chart.addSeries("training", new double[] {3, 2, 1});
    MimeBundle bundle = Renderings.of(chart).orElseThrow();
    BufferedImage image = picture(bundle);
    Map<String, Object> hints = bundle.metadata().getOrDefault("image/png", Map.of());
    assertEquals(image.getWidth(), 2 * (int) hints.getOrDefault("width", 0));
    assertEquals(image.getHeight(), 2 * (int) hints.getOrDefault("height", 0));
    assertEquals("a chart: Loss", bundle.text());
  }

  @Test
  void aTableIsHtmlWithNumbersToTheRight() {
    var table =
        Table.create(
            "A & B", IntColumn.create("k", new int[] {1}), StringColumn.create("name", "<b>"));
    String html = html(table);
    assertTrue(html.contains("<td style=\"text-align: right\">1</td>"), html);
    assertTrue(html.contains("<td style=\"text-align: left\">&lt;b&gt;</td>"), html);
    assertTrue(html.contains("A &amp; B"), html);
  }

  @Test
  void theNumbersOfAColumnHaveEquallyManyDigits() {
    String html = html(Table.create("", DoubleColumn.create("x", 0.1 + 0.2, Double.NaN, 1)));
    assertTrue(html.contains(">0.3000<"), html);
    assertTrue(html.contains("></td>"), html);
    assertTrue(html.contains(">1.0000<"), html);
  }

  @Test
  void numbersHaveFourSignificantDigits() {
    String html = html(Table.create("", DoubleColumn.create("x", 12.3456, 2.30259)));
    assertTrue(html.contains(">12.35<") && html.contains(">2.30<"), html);
    String rates = html(Table.create("", DoubleColumn.create("rate", 0.0123456, 0.03)));
    assertTrue(rates.contains(">0.01235<") && rates.contains(">0.03000<"), rates);
    assertEquals(
        1, html(Table.create("", DoubleColumn.create("n", 40000, 3))).split(">40000<").length - 1);
  }

  @Test
  void smallNumbersKeepTheirDigitsBesideLargeOnes() {
    String html = html(Table.create("", DoubleColumn.create("x", 1e-8, 0.0012345, 25, 0)));
    assertTrue(html.contains(">1.000e-08<") && html.contains(">0.001235<"), html);
    assertTrue(html.contains(">25.00<") && html.contains(">0.0000<"), html);
  }

  @Test
  void theTextOfATableHasTheSameDigits() {
    var table = Table.create("t", DoubleColumn.create("x", 1.0 / 3));
    String text = Renderings.of(table).orElseThrow().text();
    assertTrue(text.contains("0.3333") && !text.contains("0.33333"), text);
  }

  @Test
  void aColumnWithAFormatOfItsOwnKeepsIt() {
    var column = DoubleColumn.create("x", 0.125);
    column.setPrintFormatter(NumberColumnFormatter.percent(1));
    assertTrue(html(Table.create("", column)).contains(">12.5%<"));
  }

  @Test
  void aLongTableSaysHowManyRowsItLeavesOut() {
    String html = html(Table.create("", IntColumn.indexColumn("i", 45, 0)));
    assertTrue(html.contains("… and 15 more rows"), html);
  }

  @Test
  void nothingShownNeedsAScriptOrTheNetwork() {
    String html = html(Table.create("t", IntColumn.create("k", new int[] {1})));
    assertFalse(html.contains("script") || html.contains("http"), html);
  }

  @Test
  void aSmallImageIsEnlargedWithItsPixelsAsSquares() throws IOException {
    var image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(1, 0, 0xFF0000);
    BufferedImage shown = picture(Renderings.of(image).orElseThrow());
    assertEquals(16, shown.getWidth());
    assertEquals(0xFF000000, shown.getRGB(7, 0));
    assertEquals(0xFFFF0000, shown.getRGB(8, 0));
  }

  @Test
  void anythingElseIsLeftToTheKernel() {
    assertEquals(Optional.empty(), Renderings.of("text"));
  }

  private static String html(Table table) {
    return Renderings.of(table).orElseThrow().data().getOrDefault("text/html", "");
  }

  private static BufferedImage picture(MimeBundle bundle) throws IOException {
    byte[] png = Base64.getDecoder().decode(bundle.data().getOrDefault("image/png", ""));
    return ImageIO.read(new ByteArrayInputStream(png));
  }
}
