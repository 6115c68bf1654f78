package gradus.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;

/**
 * Empty charts in the house style, to which series are added as XChart does.
 *
 * <pre>{@code
 * var chart = Charts.lines("Loss", "step", "loss");
 * chart.addSeries("training", losses);
 * }</pre>
 */
public final class Charts {
  /** Width and height at which two charts fit beside each other. */
  private static final int WIDTH = 520;

  private static final int HEIGHT = 340;

  /** What fits below a chart in one line, the mark before a name counting as so many letters. */
  private static final int LETTERS_OF_A_LINE = 62;

  private static final int LETTERS_OF_A_MARK = 8;

  /** The height of a line of names. */
  private static final int LINE = 19;

  private Charts() {}

  /** A chart of curves without markers. */
  public static XYChart lines(String title, String xTitle, String yTitle) {
    XYChart chart = xy(title, xTitle, yTitle);
    chart.getStyler().setMarkerSize(0);
    return chart;
  }

  /** A chart of curves with room for these names below it, one a line if they are long. */
  public static XYChart lines(String title, String xTitle, String yTitle, List<String> names) {
    int letters = names.stream().mapToInt(name -> name.length() + LETTERS_OF_A_MARK).sum();
    if (letters <= LETTERS_OF_A_LINE) {
      return lines(title, xTitle, yTitle);
    }
    XYChart chart = xy(title, xTitle, yTitle, HEIGHT + LINE * names.size());
    chart.getStyler().setMarkerSize(0);
    chart.getStyler().setLegendLayout(LegendLayout.Vertical);
    return chart;
  }

  /** A chart of curves whose points are marked, as suits few of them or points with error bars. */
  public static XYChart points(String title, String xTitle, String yTitle) {
    return xy(title, xTitle, yTitle);
  }

  /** A chart of points that no line connects. */
  public static XYChart scatter(String title, String xTitle, String yTitle) {
    XYChart chart = xy(title, xTitle, yTitle);
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
    chart.getStyler().setTheme(new HouseTheme());
    settle(chart.getStyler());
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    return chart;
  }

  /** How often values fall into each of so many intervals of equal width. */
  public static CategoryChart histogram(String title, String xTitle, double[] values, int bins) {
    CategoryChart chart = bars(title, xTitle, "count");
    double low = Arrays.stream(values).min().orElse(0);
    double high = Arrays.stream(values).max().orElse(1);
    double width = high > low ? (high - low) / bins : 1;
    int[] counts = new int[bins];
    for (double value : values) {
      counts[Math.min((int) ((value - low) / width), bins - 1)]++;
    }
    List<Double> middles = IntStream.range(0, bins).mapToObj(i -> low + (i + 0.5) * width).toList();
    chart.addSeries(xTitle, middles, IntStream.of(counts).boxed().collect(Collectors.toList()));
    chart.getStyler().setXAxisDecimalPattern(pattern(low, high)).setXAxisMaxLabelCount(7);
    chart.getStyler().setYAxisDecimalPattern("#,##0").setLegendVisible(false);
    return chart;
  }

  /**
   * Adds a curve of means with error bars of one standard deviation.
   *
   * @param samples for each x the values measured there, such as one for each fold or seed
   */
  public static void addSpread(XYChart chart, String name, double[] x, double[][] samples) {
    double[] means = Arrays.stream(samples).mapToDouble(s -> Spread.of(s).mean()).toArray();
    double[] bars = Arrays.stream(samples).mapToDouble(s -> Spread.of(s).deviation()).toArray();
    chart.addSeries(name, x, means, bars);
  }

  private static XYChart xy(String title, String xTitle, String yTitle) {
    return xy(title, xTitle, yTitle, HEIGHT);
  }

  private static XYChart xy(String title, String xTitle, String yTitle, int height) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(height)
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    chart.getStyler().setTheme(new HouseTheme());
    settle(chart.getStyler());
    return chart;
  }

  private static void settle(AxesChartStyler styler) {
    styler.setLocale(Locale.ROOT);
    styler.setLegendLayout(LegendLayout.Horizontal);
  }

  private static String pattern(double low, double high) {
    double span = high - low;
    return span >= 20 ? "#,##0" : span >= 2 ? "0.0" : span >= 0.2 ? "0.00" : "0.0E0";
  }
}
