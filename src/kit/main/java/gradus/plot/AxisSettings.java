package gradus.plot;

import java.awt.Color;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.style.AxesChartStyler;

/**
 * What a chart's author has chosen for its axes, to be restored once the chart is painted.
 *
 * @param xMax null where XChart chooses, and so are the others
 */
record AxisSettings(
    @Nullable Double xMin,
    @Nullable Double xMax,
    @Nullable Double yMin,
    @Nullable Double yMax,
    @Nullable Function<Double, String> xText,
    @Nullable Function<Double, String> yText,
    @Nullable Color xColor,
    @Nullable Color yColor,
    boolean verticalLines,
    boolean horizontalLines,
    int padding,
    int markerSize) {
  static AxisSettings of(AxesChartStyler styler) {
    return new AxisSettings(
        styler.getXAxisMin(),
        styler.getXAxisMax(),
        styler.getYAxisMin(),
        styler.getYAxisMax(),
        styler.getxAxisTickLabelsFormattingFunction(),
        styler.getyAxisTickLabelsFormattingFunction(),
        styler.getXAxisTickLabelsColor(),
        styler.getYAxisTickLabelsColor(),
        styler.isPlotGridVerticalLinesVisible(),
        styler.isPlotGridHorizontalLinesVisible(),
        styler.getAxisTickPadding(),
        styler.getMarkerSize());
  }

  void restore(AxesChartStyler styler) {
    styler.setXAxisMin(xMin).setXAxisMax(xMax).setYAxisMin(yMin).setYAxisMax(yMax);
    styler.setxAxisTickLabelsFormattingFunction(xText);
    styler.setyAxisTickLabelsFormattingFunction(yText);
    styler.setXAxisTickLabelsColor(xColor).setYAxisTickLabelsColor(yColor);
    styler.setPlotGridVerticalLinesVisible(verticalLines);
    styler.setPlotGridHorizontalLinesVisible(horizontalLines);
    styler.setAxisTickPadding(padding).setMarkerSize(markerSize);
  }
}
