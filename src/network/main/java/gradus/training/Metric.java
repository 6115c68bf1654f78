package gradus.training;

import java.util.Locale;

/**
 * A number by which epochs are compared, such as {@link #VALIDATION_ACCURACY}.
 *
 * @param set the name of the set that it is measured on, as the trainer was told it
 * @param quantity what is measured
 */
public record Metric(String set, Quantity quantity) {
  /** What is measured on a set. */
  public enum Quantity {
    /** The mean loss; less is better. */
    LOSS,
    /** The share that is classified correctly; more is better. */
    ACCURACY
  }

  /** The loss on the validation set. */
  public static final Metric VALIDATION_LOSS = loss(Epoch.VALIDATION);

  /** The accuracy on the validation set. */
  public static final Metric VALIDATION_ACCURACY = accuracy(Epoch.VALIDATION);

  /** The loss on the whole training set, after the epoch. */
  public static final Metric TRAINING_LOSS = loss(Epoch.TRAINING);

  /** The accuracy on the whole training set, after the epoch. */
  public static final Metric TRAINING_ACCURACY = accuracy(Epoch.TRAINING);

  /** The mean loss of the mini-batches, each before its update. */
  public static final Metric MEAN_BATCH_LOSS = loss(Epoch.MEAN_BATCH);

  /** The mean accuracy on the mini-batches, each before its update. */
  public static final Metric MEAN_BATCH_ACCURACY = accuracy(Epoch.MEAN_BATCH);

  /** The loss on a set that {@link TrainerOptions#evaluate} named. */
  public static Metric loss(String set) {
    return new Metric(set, Quantity.LOSS);
  }

  /** The accuracy on a set that {@link TrainerOptions#evaluate} named. */
  public static Metric accuracy(String set) {
    return new Metric(set, Quantity.ACCURACY);
  }

  /** Its value after an epoch, NaN where it was not measured. */
  public double of(Epoch epoch) {
    Evaluation evaluation = epoch.on(set);
    return switch (quantity) {
      case LOSS -> evaluation.loss();
      case ACCURACY -> evaluation.accuracy();
    };
  }

  /** Whether it was measured. Of a run that diverged the value can be NaN all the same. */
  public boolean isMeasuredIn(Epoch epoch) {
    return !epoch.on(set).equals(Evaluation.absent());
  }

  /** Whether a value is strictly better than another. NaN is never better. */
  public boolean better(double value, double than) {
    if (Double.isNaN(value) || Double.isNaN(than)) {
      return !Double.isNaN(value);
    }
    return switch (quantity) {
      case LOSS -> value < than;
      case ACCURACY -> value > than;
    };
  }

  /** For example {@code validation loss}. */
  @Override
  public String toString() {
    return set + " " + quantity.name().toLowerCase(Locale.ROOT);
  }
}
