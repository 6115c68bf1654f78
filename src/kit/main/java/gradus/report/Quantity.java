package gradus.report;

import gradus.report.RunRecord.Mark;
import java.util.Locale;

/** Something that a report states as a number and a record holds. */
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
  public double of(Mark mark) {
    return switch (this) {
      case TEST_ACCURACY -> mark.test().accuracy();
      case TEST_LOSS -> mark.test().loss();
      case VALIDATION_ACCURACY -> mark.validation().accuracy();
      case VALIDATION_LOSS -> mark.validation().loss();
      case TRAINING_ACCURACY -> mark.training().accuracy();
      case TRAINING_LOSS -> mark.training().loss();
      case LAST_BATCH_ACCURACY -> mark.lastBatchAccuracy();
      case GAP -> mark.training().accuracy() - mark.test().accuracy();
      case SECONDS -> mark.seconds();
    };
  }

  /** On how many images of a run it is measured. */
  int images(RunRecord run) {
    return switch (this) {
      case VALIDATION_ACCURACY, VALIDATION_LOSS -> run.examples().get(1);
      case TRAINING_ACCURACY, TRAINING_LOSS, GAP ->
          Math.min(BudgetLimits.MOST_PROBED, run.examples().getFirst());
      default -> run.examples().getLast();
    };
  }

  /** Whether it counts images: a share of 1, or the difference of two. */
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

  /** A mean and a deviation, with one unit for both. */
  String format(double mean, double deviation) {
    String unit = isLoss() ? "" : this == SECONDS ? " s" : " %";
    return format(mean).replace(unit, "") + " ± " + format(deviation);
  }

  @Override
  public String toString() {
    return title;
  }
}
