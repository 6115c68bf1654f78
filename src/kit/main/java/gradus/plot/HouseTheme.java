package gradus.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The house style of charts: quiet, the data in front, for white pages and dark ones. */
final class HouseTheme {
  static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 14);

  private static final Color TRANSPARENT = new Color(0, 0, 0, 0);

  private HouseTheme() {}

  static void apply(AxesChartStyler styler) {
    styler.setBaseFont(TEXT).setChartFontColor(Palette.GREY);
    styler.setChartBackgroundColor(TRANSPARENT).setPlotBackgroundColor(TRANSPARENT);
    styler.setChartTitleFont(TITLE).setChartTitleBoxVisible(false);
    styler.setLegendFont(TEXT).setLegendBorderColor(TRANSPARENT);
    styler.setLegendBackgroundColor(TRANSPARENT);
    styler.setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal);
    styler.setPlotBorderColor(Palette.GRID).setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(Palette.GRID).setPlotGridLinesStroke(new BasicStroke(1f));
    styler.setAxisTitleFont(TEXT).setAxisTickLabelsFont(TEXT);
    styler.setAxisTickLabelsColor(Palette.GREY).setAxisTickMarksColor(Palette.GRID);
    styler.setPlotTicksMarksVisible(false).setAxisTicksMarksVisible(false);
    styler.setErrorBarsColorSeriesColor(true).setLocale(Locale.ROOT);
    styler.setSeriesColors(Palette.series()).setMarkerSize(7);
    styler.setSeriesLines(new BasicStroke[] {SeriesLines.SOLID});
    styler.setSeriesMarkers(
        new Marker[] {
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_UP
        });
  }
}
