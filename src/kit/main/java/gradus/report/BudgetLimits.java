package gradus.report;

import gradus.course.Budget;
import gradus.data.Images;
import gradus.data.Split;

/**
 * What a budget allows a run: everything, or as much as fits into seconds or two minutes.
 *
 * @param training images at most
 * @param evaluation images at most, for validation and for test
 * @param epochs at most
 */
public record BudgetLimits(int training, int evaluation, int epochs) {
  /** So many training images tell how well they have been learned. */
  static final int MOST_PROBED = 2_000;

  /** What a budget allows. */
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

  /** The first images of a training set, to measure how well it has been learned by heart. */
  Images probe(Images images) {
    return images.first(Math.min(evaluation, MOST_PROBED));
  }

  int epochs(Recipe recipe) {
    return Math.min(epochs, recipe.epochs());
  }
}
