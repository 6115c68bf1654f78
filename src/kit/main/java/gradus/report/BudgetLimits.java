package gradus.report;

import gradus.course.Budget;
import gradus.data.Images;
import gradus.data.Split;

/**
 * The largest run that a budget allows: seconds, about two minutes, or the report's own length.
 *
 * @param training the number of training images, at most
 * @param evaluation the number of validation images and of test images, at most
 * @param epochs at most
 */
public record BudgetLimits(int training, int evaluation, int epochs) {
  /** The number of training images on which the training accuracy is measured, at most. */
  static final int MOST_TRAINING_IMAGES_MEASURED = 2_000;

  /** The limits of a budget. */
  public static BudgetLimits of(Budget budget) {
    return switch (budget) {
      case QUICK -> new BudgetLimits(200, 200, 2);
      case LESSON -> new BudgetLimits(5_000, 1_000, 4);
      case REPORT -> new BudgetLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    };
  }

  Split cut(Split split) {
    return split.first(training, evaluation, evaluation);
  }

  /** The first training images, on which the training loss and accuracy are measured. */
  Images measuredTrainingImages(Images training) {
    return training.first(Math.min(evaluation, MOST_TRAINING_IMAGES_MEASURED));
  }
}
