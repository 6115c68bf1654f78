package gradus.training;

/**
 * One pass over the training set, after it.
 *
 * <p>What is measured on batches and what is measured on a whole set are different numbers and have
 * different names. A batch is graded before the update that it causes and in training mode, so its
 * mean over an epoch lags behind; a set is evaluated after the epoch's last update.
 *
 * @param number of the epoch, from 1
 * @param step the number of its last step, from 1
 * @param meanBatchLoss the mean of its mini-batch losses
 * @param meanBatchAccuracy the mean of its mini-batch accuracies
 * @param training on the whole training set, not augmented, in evaluation mode; {@link
 *     Evaluation#absent} unless it was asked for
 * @param validation on the whole validation set in evaluation mode; absent without one
 * @param seconds of training so far, evaluations included, interruptions not
 */
public record Epoch(
    long number,
    long step,
    double meanBatchLoss,
    double meanBatchAccuracy,
    Evaluation training,
    Evaluation validation,
    double seconds) {

  /** On the whole training set, NaN if it was not measured. */
  public double trainingLoss() {
    return training.loss();
  }

  /** On the whole training set, NaN if it was not measured. */
  public double trainingAccuracy() {
    return training.accuracy();
  }

  /** On the whole validation set, NaN without one. */
  public double validationLoss() {
    return validation.loss();
  }

  /** On the whole validation set, NaN without one. */
  public double validationAccuracy() {
    return validation.accuracy();
  }

  /** One line of a log. */
  @Override
  public String toString() {
    return "%d: mean batch loss %.4f, mean batch accuracy %.4f; training set: %s; validation: %s"
        .formatted(number, meanBatchLoss, meanBatchAccuracy, training, validation);
  }
}
