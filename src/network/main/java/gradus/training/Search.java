package gradus.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The result of training with several settings.
 *
 * <p>Compare by a metric of the validation set. A setting that was chosen on the test set has seen
 * it, and its test accuracy is too high.
 *
 * @param metric what the settings are compared by, after the last epoch of each; a network that
 *     diverged has no loss and gets nothing right, so it comes last by any of them
 * @param trials one for each setting, in the order in which they were tried
 */
public record Search(Metric metric, List<Trial> trials) {
  public Search {
    trials = List.copyOf(trials);
    if (trials.isEmpty()) {
      throw new IllegalArgumentException("a search needs at least one setting, got none");
    }
  }

  /** A setting and the history of training with it. */
  public record Trial(HyperParameters setting, History history) {}

  /** Makes a network, trains it with a setting and returns the history. */
  @FunctionalInterface
  public interface Experiment {
    History train(HyperParameters setting) throws InterruptedException;
  }

  /**
   * Tries all settings.
   *
   * @throws InterruptedException if the thread was interrupted, in a trial or between two
   * @throws IllegalArgumentException if a trial did not measure the metric
   */
  public static Search run(List<HyperParameters> settings, Metric metric, Experiment experiment)
      throws InterruptedException {
    return run(settings, metric, experiment, trial -> {});
  }

  /**
   * Tries all settings, passing each trial on when it is done, for example to a progress line, or
   * to a list that keeps the trials of a search that is interrupted.
   *
   * @throws InterruptedException if the thread was interrupted, in a trial or between two
   * @throws IllegalArgumentException if a trial did not measure the metric
   */
  public static Search run(
      List<HyperParameters> settings, Metric metric, Experiment experiment, Consumer<Trial> watcher)
      throws InterruptedException {
    List<Trial> trials = new ArrayList<>();
    for (HyperParameters setting : settings) {
      if (Thread.interrupted()) {
        throw new InterruptedException(
            "the search was interrupted after %d of %d settings"
                .formatted(trials.size(), settings.size()));
      }
      Trial trial = new Trial(setting, experiment.train(setting));
      requireMeasured(metric, trial);
      trials.add(trial);
      watcher.accept(trial);
    }
    return new Search(metric, trials);
  }

  private static void requireMeasured(Metric metric, Trial trial) {
    if (!metric.isMeasuredIn(trial.history().last())) {
      throw new IllegalArgumentException(
          "a search by %s received a trial that did not measure it (%s); give its trainer a validation set, or let it evaluate the training set"
              .formatted(metric, trial.setting()));
    }
  }

  /** The best trial, the first if there are several. */
  public Trial best() {
    return ranked().getFirst();
  }

  /** All trials, best first; those that diverged last. */
  public List<Trial> ranked() {
    Comparator<Trial> better =
        (a, b) ->
            metric.better(score(a), score(b)) ? -1 : metric.better(score(b), score(a)) ? 1 : 0;
    return trials.stream().sorted(better).toList();
  }

  /** The metric after a trial's last epoch. */
  public double score(Trial trial) {
    return metric.of(trial.history().last());
  }

  /** For example {@code 20 settings, best: learning rate 0.01 with validation accuracy 0.52}. */
  @Override
  public String toString() {
    return "%d settings, best: %s with %s %.4f"
        .formatted(trials.size(), best().setting(), metric, score(best()));
  }
}
