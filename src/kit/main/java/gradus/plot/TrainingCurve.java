package gradus.plot;

import gradus.training.Epoch;
import gradus.training.Metric;
import gradus.training.Step;
import gradus.training.TrainingListener;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A run drawn while it trains: metrics after each epoch, or the loss of each mini-batch.
 *
 * <pre>{@code
 * Trainer.of(network, loss, optimizer, rate)
 *     .listener(TrainingCurve.of("LeNet", Metric.MEAN_BATCH_ACCURACY, Metric.VALIDATION_ACCURACY))…
 * }</pre>
 */
public final class TrainingCurve implements TrainingListener {
  private final String title;
  private final List<Metric> metrics;
  private Optional<LiveCurve> curve = Optional.empty();

  private TrainingCurve(String title, List<Metric> metrics) {
    this.title = title;
    this.metrics = metrics;
  }

  /** Draws metrics after each epoch, as far as they are measured. */
  public static TrainingCurve of(String title, Metric... metrics) {
    if (metrics.length == 0) {
      throw new IllegalArgumentException(
          title + " has no metric to draw; name at least one, or draw the losses");
    }
    return new TrainingCurve(title, List.of(metrics));
  }

  /** Draws the loss of each mini-batch before its update. */
  public static TrainingCurve ofLosses(String title) {
    return new TrainingCurve(title, List.of());
  }

  @Override
  public void begin(long steps) {
    curve = Optional.of(open());
  }

  private LiveCurve open() {
    return metrics.isEmpty()
        ? LiveCurve.of(title, "step", "loss of the mini-batch")
        : LiveCurve.of(
            title,
            "epoch",
            metrics.stream()
                .map(metric -> metric.quantity().name().toLowerCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.joining(", ")));
  }

  @Override
  public void step(Step step) {
    if (metrics.isEmpty()) {
      curve.ifPresent(shown -> shown.add("loss", (double) step.number(), step.batchLoss()));
    }
  }

  @Override
  public void epoch(Epoch epoch) {
    for (Metric metric : metrics) {
      if (metric.isMeasuredIn(epoch)) {
        curve.ifPresent(
            shown -> shown.add(metric.toString(), (double) epoch.number(), metric.of(epoch)));
      }
    }
  }

  @Override
  public void end() {
    curve.ifPresent(LiveCurve::close);
    curve = Optional.empty();
  }
}
