package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.training.Epoch;
import gradus.training.Evaluation;
import gradus.training.History;
import gradus.training.Metric;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYSeries;

class LineChartTest {
  private final LineChart chart = Charts.lines("Loss", "step", "loss");

  @Test
  void aSeriesWithoutXCountsFromOne() {
    assertPoints(new double[] {1, 2, 3}, new double[] {5, 4, 3}, chart.add("loss", 5, 4, 3));
  }

  @Test
  void aValueThatIsNotFiniteLeavesAGap() {
    chart.add("loss", 5, Double.POSITIVE_INFINITY, 3);
    assertPoints(new double[] {1, 2, 3}, new double[] {5, Double.NaN, 3}, chart);
    assertTrue(Renderings.of(chart).isPresent());
  }

  @Test
  void aFunctionIsEvaluatedAtEachX() {
    double[] x = Series.linspace(-1, 1, 3);
    assertPoints(new double[] {-1, 0, 1}, new double[] {1, 0, 1}, chart.add("x²", x, v -> v * v));
  }

  @Test
  void eachRecordOfAListIsAPoint() {
    record Width(int hidden, double accuracy) {}
    var rows = List.of(new Width(5, 0.3), new Width(50, 0.5));
    chart.add("validation", rows, Width::hidden, Width::accuracy);
    assertPoints(new double[] {5, 50}, new double[] {0.3, 0.5}, chart);
  }

  @Test
  void aMetricOfAHistoryIsDrawnOverTheEpochs() {
    chart.add(
        new History(List.of(), List.of(epoch(1, 0.3), epoch(2, 0.4)), 2),
        Metric.VALIDATION_ACCURACY);
    assertPoints(new double[] {1, 2}, new double[] {0.3, 0.4}, chart);
    assertEquals("validation accuracy", chart.getSeriesMap().keySet().iterator().next());
  }

  private static Epoch epoch(long number, double accuracy) {
    Map<String, Evaluation> evaluations = Map.of("validation", new Evaluation(2, accuracy));
    return new Epoch(number, 10 * number, new Evaluation(2, 0.5), evaluations, 1);
  }

  @Test
  void whatIsCountedCanBeTheAxis() {
    chart.add("accuracy", new int[] {1, 10}, 0.5, 0.9);
    assertPoints(new double[] {1, 10}, new double[] {0.5, 0.9}, chart);
  }

  @Test
  void meansHaveErrorBarsOfOneStandardDeviation() {
    record Choice(int k, MeanAndStd accuracy) {}
    var rows = List.of(new Choice(5, MeanAndStd.of(1, 2, 3)));
    chart.addErrorBars("folds", rows, Choice::k, Choice::accuracy);
    assertPoints(new double[] {5}, new double[] {2}, chart);
    assertArrayEquals(new double[] {1}, only(chart).getExtraValues());
  }

  @Test
  void meansOfSeveralValuesStandAtTheLastOfThem() {
    chart.addMeans("loss", new double[] {1, 3, 5, 7, 100}, 2);
    assertPoints(new double[] {2, 4}, new double[] {2, 6}, chart);
    assertThrows(IllegalArgumentException.class, () -> Series.means(new double[3], 0));
  }

  @Test
  void pointsAtEqualFactorsEndWhereTheyShould() {
    assertArrayEquals(new double[] {1e-3, 1e-2, 1e-1}, Series.logspace(1e-3, 1e-1, 3), 1e-15);
    assertThrows(IllegalArgumentException.class, () -> Series.logspace(0, 1, 3));
    assertThrows(IllegalArgumentException.class, () -> Series.linspace(0, 1, 0));
    assertArrayEquals(new double[] {3}, Series.linspace(3, 5, 1));
  }

  @Test
  void eachRecordOfAListIsABar() {
    record Method(String name, double seconds) {}
    var rows = List.of(new Method("slow", 2.5), new Method("fast", 0.1));
    CategoryChart bars = Charts.bars("Time", "seconds", rows, Method::name, Method::seconds);
    var series = bars.getSeriesMap().values().iterator().next();
    assertEquals(List.of("slow", "fast"), series.getXData());
    assertEquals(List.of(2.5, 0.1), series.getYData());
  }

  private static void assertPoints(double[] x, double[] y, LineChart chart) {
    assertArrayEquals(x, only(chart).getXData());
    assertArrayEquals(y, only(chart).getYData());
  }

  private static XYSeries only(LineChart chart) {
    assertEquals(1, chart.getSeriesMap().size());
    return chart.getSeriesMap().values().iterator().next();
  }

  /** As a run that diverged in its first epoch. */
  @Test
  void aSeriesWithoutANumberLeavesTheAxisToTheOthers() {
    chart.add("good", 2.3, 1.9).add("diverged", Double.NaN, Double.NaN);
    chart.getStyler().setYAxisLogarithmic(true);
    assertTrue(Renderings.of(chart).isPresent());
  }
}
