package gradus.training;

import java.util.List;

/**
 * The record of a run.
 *
 * @param steps all steps in order
 * @param epochs all complete epochs in order
 * @param seconds of training, including evaluations but no interruptions
 */
public record History(List<Step> steps, List<Epoch> epochs, double seconds) {
  public History {
    steps = List.copyOf(steps);
    epochs = List.copyOf(epochs);
  }

  /** The record of a run before its first step. */
  public static History empty() {
    return new History(List.of(), List.of(), 0);
  }

  /** The loss of the mini-batch of each step, before the update: one number for each step. */
  public double[] losses() {
    return steps.stream().mapToDouble(Step::batchLoss).toArray();
  }

  /** A metric after each epoch, NaN where it was not measured: one number for each epoch. */
  public double[] values(Metric metric) {
    return epochs.stream().mapToDouble(metric::of).toArray();
  }

  /** Whether a metric was measured in any epoch. */
  public boolean measures(Metric metric) {
    return epochs.stream().anyMatch(metric::isMeasuredIn);
  }

  /**
   * The last epoch, with the evaluations after it.
   *
   * @throws IllegalStateException if no epoch has ended yet
   */
  public Epoch last() {
    requireAnEpoch();
    return epochs.getLast();
  }

  /**
   * The best epoch, the first of several; the first of all if the metric was not measured.
   *
   * @throws IllegalStateException if no epoch has ended yet
   */
  public Epoch best(Metric metric) {
    requireAnEpoch();
    return epochs.stream()
        .reduce((best, next) -> metric.better(metric.of(next), metric.of(best)) ? next : best)
        .orElseThrow();
  }

  private void requireAnEpoch() {
    if (epochs.isEmpty()) {
      throw new IllegalStateException("no epoch has ended yet; train for at least one");
    }
  }

  /** One line: how long, and where it ended. */
  @Override
  public String toString() {
    String course = "%,d steps in %.1f s".formatted(steps.size(), seconds);
    return epochs.isEmpty() ? course : course + ", last epoch " + epochs.getLast();
  }
}
