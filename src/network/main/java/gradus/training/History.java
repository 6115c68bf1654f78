package gradus.training;

import java.util.List;

/**
 * What happened in a run.
 *
 * @param steps all steps in order
 * @param epochs all whole epochs in order
 * @param seconds of training, evaluations included, interruptions not
 */
public record History(List<Step> steps, List<Epoch> epochs, double seconds) {
  public History {
    steps = List.copyOf(steps);
    epochs = List.copyOf(epochs);
  }

  /** Nothing happened yet. */
  public static History empty() {
    return new History(List.of(), List.of(), 0);
  }

  /**
   * The last epoch, with what the validation set said after it.
   *
   * @throws IllegalStateException if no epoch has ended yet
   */
  public Epoch last() {
    requireAnEpoch();
    return epochs.getLast();
  }

  /**
   * The first epoch that no other one surpasses; the first of all where none was measured.
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
