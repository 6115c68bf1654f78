package gradus.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.knowm.xchart.style.theme.XChartTheme;

/** The house style of charts: white, quiet, the data in front. */
final class HouseTheme extends XChartTheme {
  static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 14);
  private static final BasicStroke HAIRLINE = new BasicStroke(1f);

  @Override
  public Font getBaseFont() {
    return TEXT;
  }

  @Override
  public Color getChartBackgroundColor() {
    return Color.WHITE;
  }

  @Override
  public Color getChartFontColor() {
    return Palette.INK;
  }

  @Override
  public Font getChartTitleFont() {
    return TITLE;
  }

  @Override
  public boolean isChartTitleBoxVisible() {
    return false;
  }

  @Override
  public Font getLegendFont() {
    return TEXT;
  }

  @Override
  public LegendPosition getLegendPosition() {
    return LegendPosition.OutsideS;
  }

  @Override
  public Color getLegendBorderColor() {
    return Color.WHITE;
  }

  @Override
  public Color getPlotBorderColor() {
    return Palette.GRID;
  }

  @Override
  public boolean isPlotBorderVisible() {
    return false;
  }

  @Override
  public Color getPlotGridLinesColor() {
    return Palette.GRID;
  }

  @Override
  public BasicStroke getPlotGridLinesStroke() {
    return HAIRLINE;
  }

  @Override
  public boolean isPlotTicksMarksVisible() {
    return false;
  }

  @Override
  public Font getAxisTitleFont() {
    return TEXT;
  }

  @Override
  public Font getAxisTickLabelsFont() {
    return TEXT;
  }

  @Override
  public Color getAxisTickLabelsColor() {
    return Palette.GREY;
  }

  @Override
  public Color getAxisTickMarksColor() {
    return Palette.GRID;
  }

  @Override
  public Color[] getSeriesColors() {
    return Palette.series();
  }

  @Override
  public Marker[] getSeriesMarkers() {
    return new Marker[] {
      SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND, SeriesMarkers.TRIANGLE_UP
    };
  }

  @Override
  public BasicStroke[] getSeriesLines() {
    return new BasicStroke[] {SeriesLines.SOLID};
  }

  @Override
  public int getMarkerSize() {
    return 7;
  }

  @Override
  public boolean isErrorBarsColorSeriesColor() {
    return true;
  }

  @Override
  public int getXAxisTickMarkSpacingHint() {
    return 90;
  }

  @Override
  public double getAvailableSpaceFill() {
    return 0.85;
  }
}
