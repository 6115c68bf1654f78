package gradus.report;

import gradus.plot.MeanAndStd;
import java.util.Locale;
import java.util.Optional;

/** A number that a report states and a record holds. */
public enum Quantity {
  TEST_ACCURACY("test accuracy"),
  TEST_LOSS("test loss"),
  VALIDATION_ACCURACY("validation accuracy"),
  VALIDATION_LOSS("validation loss"),
  TRAINING_ACCURACY("training accuracy"),
  TRAINING_LOSS("training loss"),
  LAST_BATCH_ACCURACY("accuracy on the last mini-batch"),
  GAP("training less test accuracy"),
  SECONDS("seconds of training");

  private final String title;

  Quantity(String title) {
    this.title = title;
  }

  /** Its value after an epoch. */
  public double of(EpochRecord state) {
    return switch (this) {
      case TEST_ACCURACY -> state.test().accuracy();
      case TEST_LOSS -> state.test().loss();
      case VALIDATION_ACCURACY -> state.validation().accuracy();
      case VALIDATION_LOSS -> state.validation().loss();
      case TRAINING_ACCURACY -> state.training().accuracy();
      case TRAINING_LOSS -> state.training().loss();
      case LAST_BATCH_ACCURACY -> state.lastBatchAccuracy();
      case GAP -> state.training().accuracy() - state.test().accuracy();
      case SECONDS -> state.seconds();
    };
  }

  /** Whether it is a share of images, or the difference of two. */
  boolean isShare() {
    return !isLoss() && this != SECONDS;
  }

  private boolean isLoss() {
    return this == TEST_LOSS || this == VALIDATION_LOSS || this == TRAINING_LOSS;
  }

  /** The number as a table shows it: accuracies in percent. */
  public String format(double number) {
    if (Double.isNaN(number)) {
      return "–";
    }
    return switch (this) {
      case TEST_LOSS, VALIDATION_LOSS, TRAINING_LOSS -> String.format(Locale.ROOT, "%.4f", number);
      case SECONDS -> String.format(Locale.ROOT, "%,.1f s", number);
      default -> String.format(Locale.ROOT, "%.2f %%", 100 * number);
    };
  }

  /** A difference with its sign: accuracies in percentage points. */
  public String formatDifference(double difference) {
    String sign = difference < 0 ? "−" : "+";
    return sign + format(Math.abs(difference)).replace(" %", " points");
  }

  /** Mean ± standard deviation with one unit for both; of a single run, the number alone. */
  public String format(Optional<MeanAndStd> ours) {
    String unit = isLoss() ? "" : this == SECONDS ? " s" : " %";
    return ours.map(
            runs ->
                runs.count() < 2
                    ? format(runs.mean())
                    : format(runs.mean()).replace(unit, "") + " ± " + format(runs.std()))
        .orElse("not run yet");
  }

  @Override
  public String toString() {
    return title;
  }
}
