package gradus.report;

import gradus.layer.Summary;
import gradus.tensor.Seed;
import java.util.List;

/**
 * Estimates the computations of a run, by which runs are ordered and the time left is estimated.
 */
public final class WorkEstimate {
  /** Forward once, backward twice. */
  private static final int PASSES = 3;

  /** Accesses to each parameter in a step, besides the products: about this many. */
  private static final int TOUCHES = 10;

  private WorkEstimate() {}

  /** The approximate number of multiplications in a run. */
  public static double of(ExperimentRun run) {
    Recipe recipe = run.recipe();
    double images = Math.min(BudgetLimits.of(run.budget()).training(), recipe.trainingImages());
    Summary summary = recipe.build(new Seed(1)).summary();
    double steps = Math.max(1, images / recipe.batch());
    double epoch =
        images * PASSES * multiplications(summary) + steps * TOUCHES * summary.parameters();
    return epoch * run.epochs();
  }

  /** For one image forward: each weight of a map once, of a convolution once for each pixel. */
  static double multiplications(Summary summary) {
    List<Summary.Row> rows = summary.rows();
    double sum = 0;
    for (int i = 0; i < rows.size(); i++) {
      boolean leaf = i + 1 == rows.size() || rows.get(i + 1).depth() <= rows.get(i).depth();
      if (leaf) {
        var output = rows.get(i).output();
        int pixels = output.rank() == 3 ? output.dimension(0) * output.dimension(1) : 1;
        sum += (double) rows.get(i).parameters() * pixels;
      }
    }
    return sum;
  }
}
