package gradus.plot;

import java.util.List;
import java.util.function.Function;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;

/**
 * Charts in the house style.
 *
 * <pre>{@code
 * show(Charts.lines("Loss", "step", "loss").add("η = 0.1", history.losses()));
 * }</pre>
 */
public final class Charts {
  /** Width and height at which two charts fit beside each other. */
  private static final int WIDTH = 520;

  private static final int HEIGHT = 340;

  /** The letters that fit below a chart in one line. */
  private static final int LETTERS_OF_A_LINE = 62;

  /** The width of the mark before a name, in letters. */
  private static final int LETTERS_OF_A_MARK = 8;

  /** The height of a line of names. */
  private static final int LINE = 19;

  private Charts() {}

  /** A chart of curves without markers. */
  public static LineChart lines(String title, String xTitle, String yTitle) {
    LineChart chart = xy(title, xTitle, yTitle);
    chart.getStyler().setMarkerSize(0);
    return chart;
  }

  /** A chart of curves with room for these names below it, one a line if they are long. */
  public static LineChart lines(String title, String xTitle, String yTitle, List<String> names) {
    int letters = names.stream().mapToInt(name -> name.length() + LETTERS_OF_A_MARK).sum();
    if (letters <= LETTERS_OF_A_LINE) {
      return lines(title, xTitle, yTitle);
    }
    LineChart chart = xy(title, xTitle, yTitle, HEIGHT + LINE * names.size());
    chart.getStyler().setMarkerSize(0);
    chart.getStyler().setLegendLayout(LegendLayout.Vertical);
    return chart;
  }

  /** A chart of curves whose points are marked, as suits few of them or points with error bars. */
  public static LineChart points(String title, String xTitle, String yTitle) {
    return xy(title, xTitle, yTitle);
  }

  /** A chart of points that no line connects. */
  public static LineChart scatter(String title, String xTitle, String yTitle) {
    LineChart chart = xy(title, xTitle, yTitle);
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    return chart;
  }

  /** A chart of bars over categories. */
  public static CategoryChart bars(String title, String xTitle, String yTitle) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    HouseTheme.apply(chart.getStyler());
    chart.getStyler().setAvailableSpaceFill(0.85).setPlotGridVerticalLinesVisible(false);
    return chart;
  }

  /** A bar for each row, such as each record of a list. */
  public static <T> CategoryChart bars(
      String title, String yTitle, List<T> rows, Function<T, String> name, Function<T, Double> y) {
    CategoryChart chart = bars(title, "", yTitle);
    chart.addSeries(yTitle, rows.stream().map(name).toList(), rows.stream().map(y).toList());
    chart.getStyler().setLegendVisible(false);
    return chart;
  }

  private static LineChart xy(String title, String xTitle, String yTitle) {
    return xy(title, xTitle, yTitle, HEIGHT);
  }

  private static LineChart xy(String title, String xTitle, String yTitle, int height) {
    var chart =
        new LineChart(
            new XYChartBuilder()
                .width(WIDTH)
                .height(height)
                .title(title)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle));
    HouseTheme.apply(chart.getStyler());
    return chart;
  }
}
