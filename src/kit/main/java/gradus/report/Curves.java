package gradus.report;

import gradus.plot.Charts;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;

/**
 * Charts of runs, one curve for each row: its first seed, up to the epoch of the row.
 *
 * @param comparison that has the records
 * @param rows the curves; those without a record are left out
 */
public record Curves(ReportComparison comparison, List<ExperimentRow> rows) {
  public Curves {
    rows = List.copyOf(rows);
  }

  /** The curves of an experiment's rows. */
  public static Curves of(ReportComparison comparison, Experiment experiment) {
    return new Curves(comparison, experiment.rows());
  }

  /** A quantity after each epoch from the first: the value before training would set the scale. */
  public XYChart byEpoch(String title, Quantity quantity) {
    XYChart chart = chart(title, "epoch", quantity.toString(), "");
    return added(chart, "", Curves::epochs, EpochRecord::epoch, quantity::of);
  }

  /** Two quantities after each epoch, such as training and validation accuracy. */
  public XYChart byEpoch(String title, Quantity first, Quantity second) {
    XYChart chart = chart(title, "epoch", first + ", " + second, ", " + first, ", " + second);
    for (Quantity quantity : List.of(first, second)) {
      added(chart, ", " + quantity, Curves::epochs, EpochRecord::epoch, quantity::of);
    }
    return chart;
  }

  /** A quantity over the seconds of training. */
  public XYChart byTime(String title, Quantity quantity) {
    XYChart chart = chart(title, "seconds", quantity.toString(), "");
    return added(chart, "", Curves::epochs, EpochRecord::seconds, quantity::of);
  }

  /** The mean mini-batch loss of each epoch over the seconds of training. */
  public XYChart batchLossByTime(String title) {
    XYChart chart = chart(title, "seconds", "mean mini-batch loss of the epoch", "");
    return added(chart, "", Curves::epochs, EpochRecord::seconds, EpochRecord::meanBatchLoss);
  }

  /** The accuracy on the mini-batches, which several reports call training accuracy. */
  public XYChart batchAccuracy(String title) {
    return batchAccuracy(title, Long.MAX_VALUE);
  }

  /** The accuracy on the mini-batches up to a step. */
  public XYChart batchAccuracy(String title, long steps) {
    return added(
        chart(title, "step", "mini-batch accuracy", ""),
        "",
        Curves::windows,
        LossWindow::step,
        window -> window.step() <= steps ? window.accuracy() : Double.NaN);
  }

  /** The loss on the mini-batches. */
  public XYChart batchLoss(String title) {
    XYChart chart = chart(title, "step", "mini-batch loss", "");
    return added(chart, "", Curves::windows, LossWindow::step, LossWindow::loss);
  }

  private static List<EpochRecord> epochs(RunRecord run, ExperimentRow row) {
    return run.epochs().stream()
        .filter(state -> state.epoch() > 0 && state.epoch() <= row.epoch())
        .toList();
  }

  private static List<LossWindow> windows(RunRecord run, ExperimentRow row) {
    long end = run.after(row.epoch()).step();
    return run.batches().stream().filter(window -> window.step() <= end).toList();
  }

  /** An empty chart, with the colours of all curves that may follow. */
  private XYChart chart(String title, String x, String y, String... suffixes) {
    List<String> names =
        Stream.of(suffixes).flatMap(end -> rows.stream().map(row -> row.setting() + end)).toList();
    return Charts.lines(title, x, y, names);
  }

  /** Adds a curve for each row; a chart that stays empty says so in its title. */
  private <T> XYChart added(
      XYChart chart,
      String suffix,
      BiFunction<RunRecord, ExperimentRow, List<T>> points,
      ToDoubleFunction<T> x,
      ToDoubleFunction<T> y) {
    for (ExperimentRow row : rows) {
      List<T> finite =
          comparison.runs(row).stream()
              .limit(1)
              .flatMap(run -> points.apply(run, row).stream())
              .filter(point -> Double.isFinite(y.applyAsDouble(point)))
              .toList();
      if (!finite.isEmpty()) {
        chart.addSeries(
            row.setting() + suffix,
            finite.stream().mapToDouble(x).toArray(),
            finite.stream().mapToDouble(y).toArray());
      }
    }
    String notRun = ": not run yet";
    if (chart.getSeriesMap().isEmpty() && !chart.getTitle().endsWith(notRun)) {
      chart.setTitle(chart.getTitle() + notRun);
    }
    return chart;
  }
}
