package gradus.report;

import gradus.plot.Charts;
import gradus.report.RunRecord.Mark;
import gradus.report.RunRecord.Stretch;
import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;

/**
 * The course of runs as charts, one curve for each row: its first seed, up to the epoch of the row.
 *
 * @param comparison where the records come from
 * @param rows the curves; those without a record are left out
 */
public record Curves(ReportComparison comparison, List<Row> rows) {
  public Curves {
    rows = List.copyOf(rows);
  }

  /** The curves of an experiment's rows. */
  public static Curves of(ReportComparison comparison, Experiment experiment) {
    return new Curves(comparison, experiment.rows());
  }

  /** A quantity after each epoch, but not before the first, which would press all else together. */
  public XYChart byEpoch(String title, Quantity quantity) throws IOException {
    return chart(lines(title, "epoch", quantity.toString(), ""), Mark::epoch, quantity::of);
  }

  /** Two quantities after each epoch, such as training and validation accuracy. */
  public XYChart byEpoch(String title, Quantity first, Quantity second) throws IOException {
    XYChart both = lines(title, "epoch", first + ", " + second, ", " + first, ", " + second);
    for (Quantity quantity : List.of(first, second)) {
      addCurves(both, ", " + quantity, Mark::epoch, quantity::of);
    }
    return labelled(both);
  }

  /** A quantity over the seconds of training. */
  public XYChart byTime(String title, Quantity quantity) throws IOException {
    return chart(lines(title, "seconds", quantity.toString(), ""), Mark::seconds, quantity::of);
  }

  /** The mean mini-batch loss of each epoch over the seconds of training. */
  public XYChart batchLossByTime(String title) throws IOException {
    return chart(
        lines(title, "seconds", "mean mini-batch loss of the epoch", ""),
        Mark::seconds,
        Mark::meanBatchLoss);
  }

  /** The accuracy on the mini-batches, which is what several reports call training accuracy. */
  public XYChart batchAccuracy(String title) throws IOException {
    return batches(lines(title, "step", "mini-batch accuracy", ""), Stretch::accuracy);
  }

  /** The same for the first so many steps. */
  public XYChart batchAccuracy(String title, long steps) throws IOException {
    return batches(
        lines(title, "step", "mini-batch accuracy", ""),
        stretch -> stretch.step() <= steps ? stretch.accuracy() : Double.NaN);
  }

  /** The loss on the mini-batches. */
  public XYChart batchLoss(String title) throws IOException {
    return batches(lines(title, "step", "mini-batch loss", ""), Stretch::loss);
  }

  private XYChart batches(XYChart chart, ToDoubleFunction<Stretch> y) throws IOException {
    for (Row row : rows) {
      for (RunRecord run : first(row)) {
        long end = run.after(row.epoch()).step();
        List<Stretch> stretches =
            run.batches().stream()
                .filter(s -> s.step() <= end && Double.isFinite(y.applyAsDouble(s)))
                .toList();
        if (!stretches.isEmpty()) {
          chart.addSeries(
              row.setting(),
              stretches.stream().mapToDouble(Stretch::step).toArray(),
              stretches.stream().mapToDouble(y).toArray());
        }
      }
    }
    return labelled(chart);
  }

  private XYChart chart(XYChart chart, ToDoubleFunction<Mark> x, ToDoubleFunction<Mark> y)
      throws IOException {
    addCurves(chart, "", x, y);
    return labelled(chart);
  }

  private void addCurves(
      XYChart chart, String suffix, ToDoubleFunction<Mark> x, ToDoubleFunction<Mark> y)
      throws IOException {
    for (Row row : rows) {
      for (RunRecord run : first(row)) {
        List<Mark> marks =
            run.epochs().stream()
                .filter(mark -> mark.epoch() > 0 && mark.epoch() <= row.epoch())
                .filter(mark -> Double.isFinite(y.applyAsDouble(mark)))
                .toList();
        if (!marks.isEmpty()) {
          chart.addSeries(
              row.setting() + suffix,
              marks.stream().mapToDouble(x).toArray(),
              marks.stream().mapToDouble(y).toArray());
        }
      }
    }
  }

  private XYChart lines(String title, String x, String y, String... suffixes) {
    List<String> names =
        Stream.of(suffixes).flatMap(end -> rows.stream().map(row -> row.setting() + end)).toList();
    return Charts.lines(title, x, y, names);
  }

  /** Says in the title what an empty chart would leave open. */
  private static XYChart labelled(XYChart chart) {
    if (chart.getSeriesMap().isEmpty()) {
      chart.setTitle(chart.getTitle() + ": not run yet");
    }
    return chart;
  }

  private List<RunRecord> first(Row row) throws IOException {
    return comparison.runs(row).stream().limit(1).toList();
  }
}
