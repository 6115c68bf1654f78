package gradus.training;

import java.util.Locale;

/** What epochs are compared by. */
public enum Metric {
  /** The loss on the validation set; less is better. */
  VALIDATION_LOSS,
  /** The accuracy on the validation set; more is better. */
  VALIDATION_ACCURACY,
  /** The loss on the whole training set; less is better. */
  TRAINING_LOSS,
  /** The accuracy on the whole training set; more is better. */
  TRAINING_ACCURACY,
  /** The mean loss of the mini-batches; less is better. */
  MEAN_BATCH_LOSS;

  /** Its value after an epoch. */
  public double of(Epoch epoch) {
    return switch (this) {
      case VALIDATION_LOSS -> epoch.validationLoss();
      case VALIDATION_ACCURACY -> epoch.validationAccuracy();
      case TRAINING_LOSS -> epoch.trainingLoss();
      case TRAINING_ACCURACY -> epoch.trainingAccuracy();
      case MEAN_BATCH_LOSS -> epoch.meanBatchLoss();
    };
  }

  /** Whether it was measured, be it as not a number, as in a run that diverged. */
  boolean isMeasuredIn(Epoch epoch) {
    return switch (this) {
      case VALIDATION_LOSS, VALIDATION_ACCURACY -> !epoch.validation().equals(Evaluation.absent());
      case TRAINING_LOSS, TRAINING_ACCURACY -> !epoch.training().equals(Evaluation.absent());
      case MEAN_BATCH_LOSS -> true;
    };
  }

  /** Whether a value is truly better than another. What is not a number is never better. */
  public boolean better(double value, double than) {
    if (Double.isNaN(value) || Double.isNaN(than)) {
      return !Double.isNaN(value);
    }
    return switch (this) {
      case VALIDATION_ACCURACY, TRAINING_ACCURACY -> value > than;
      case VALIDATION_LOSS, TRAINING_LOSS, MEAN_BATCH_LOSS -> value < than;
    };
  }

  /** For example {@code validation loss}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
