package gradus.training;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One pass over the training set, after it.
 *
 * <p>What is measured on batches and what is measured on a whole set are different numbers. A batch
 * is evaluated in training mode and before the update that it causes, so its mean over an epoch
 * lags behind; a set is evaluated after the epoch's last update.
 *
 * @param number of the epoch, from 1
 * @param step the number of its last step, from 1
 * @param meanBatch the means over its mini-batches
 * @param evaluations on whole sets in evaluation mode, by the name of the set
 * @param seconds of training so far, including evaluations but no interruptions
 */
public record Epoch(
    long number,
    long step,
    Evaluation meanBatch,
    Map<String, Evaluation> evaluations,
    double seconds) {
  static final String MEAN_BATCH = "mean batch";
  static final String TRAINING = "training";
  static final String VALIDATION = "validation";

  public Epoch {
    evaluations = Collections.unmodifiableMap(new LinkedHashMap<>(evaluations));
  }

  /** On the set of this name, {@link Evaluation#absent} if it was not measured. */
  public Evaluation on(String set) {
    return set.equals(MEAN_BATCH)
        ? meanBatch
        : Optional.ofNullable(evaluations.get(set)).orElseGet(Evaluation::absent);
  }

  /** On the whole training set, not augmented; absent unless it was asked for. */
  public Evaluation training() {
    return on(TRAINING);
  }

  /** On the whole validation set, absent without one. */
  public Evaluation validation() {
    return on(VALIDATION);
  }

  /** The mean of its mini-batch losses. */
  public double meanBatchLoss() {
    return meanBatch.loss();
  }

  /** The mean of its mini-batch accuracies. */
  public double meanBatchAccuracy() {
    return meanBatch.accuracy();
  }

  /** On the whole training set, NaN if it was not measured. */
  public double trainingLoss() {
    return training().loss();
  }

  /** On the whole training set, NaN if it was not measured. */
  public double trainingAccuracy() {
    return training().accuracy();
  }

  /** On the whole validation set, NaN without one. */
  public double validationLoss() {
    return validation().loss();
  }

  /** On the whole validation set, NaN without one. */
  public double validationAccuracy() {
    return validation().accuracy();
  }

  /**
   * For example {@code 3: mean batch accuracy 0.9, loss 0.3; validation accuracy 0.8, loss 0.5}.
   */
  @Override
  public String toString() {
    String batches = "%d: %s %s".formatted(number, MEAN_BATCH, meanBatch);
    return evaluations.entrySet().stream()
        .map(entry -> "; " + entry.getKey() + " " + entry.getValue())
        .collect(joining("", batches, ""));
  }
}
