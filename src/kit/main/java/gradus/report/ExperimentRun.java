package gradus.report;

import gradus.course.Budget;
import gradus.data.DataSet;
import gradus.data.Npz;
import gradus.data.Split;
import gradus.datasets.DataFolder;
import gradus.report.RunRecord.Mark;
import gradus.report.RunRecord.Stretch;
import gradus.tensor.Seed;
import gradus.training.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A recipe, carried out once with one seed.
 *
 * @param recipe what to do
 * @param number the seed, from 1
 * @param budget how much of it
 */
public record ExperimentRun(Recipe recipe, long number, Budget budget) {
  /** Points of the curve within a run, but for the finer ones at its beginning. */
  private static final int STRETCHES = 100;

  /** Steps of the first stretches. */
  private static final int SHORTEST = 10;

  /** A stretch has this share of the steps before it, until it is as long as the others. */
  private static final int GROWTH = 20;

  /** What a run hands over: its record and what it kept for pictures. */
  record Yield(RunRecord run, Npz kept) {}

  /** Who is told how far a run has come. */
  @FunctionalInterface
  interface Watcher {
    /** An epoch has ended; the mark is the latest. */
    void accept(int epoch, Mark latest);
  }

  /**
   * Trains, and between epochs measures on all three sets.
   *
   * @param together how many runs share this machine
   * @param watcher is told after each epoch
   */
  Yield carryOut(DataFolder folder, int together, Watcher watcher)
      throws IOException, InterruptedException {
    Seed seed = new Seed(number);
    BudgetLimits allowance = BudgetLimits.of(budget);
    DataSet set = recipe.data().read(folder);
    Split split = allowance.cut(recipe.split().rule().apply(set, seed));
    var tuition = new RunTrainer(recipe, seed, allowance, split);
    List<Mark> marks = new ArrayList<>();
    Npz kept = Npz.empty();
    for (int epoch = 0; epoch <= allowance.epochs(recipe) && !tuition.ended(); epoch++) {
      if (epoch > 0) {
        tuition.epoch();
      }
      if (recipe.isMeasuredAfter(epoch) || epoch == allowance.epochs(recipe)) {
        marks.add(tuition.mark(epoch));
      }
      kept = number == 1 ? tuition.keep(epoch, kept) : kept;
      watcher.accept(epoch, marks.getLast());
    }
    RunRecord run =
        new RunRecord(
            recipe.name(),
            number,
            budget.toString(),
            set.name(),
            List.of(tuition.images(), split.validation().count(), split.test().count()),
            recipe.settings(),
            tuition.parameters(),
            Machine.here(together),
            tuition.seconds(),
            marks,
            stretches(tuition.history().steps()));
    return new Yield(run, kept);
  }

  /** Short ones at first, where the curve is steep. */
  private static List<Stretch> stretches(List<Step> steps) {
    int longest = Math.max(1, Math.ceilDiv(steps.size(), STRETCHES));
    List<Stretch> stretches = new ArrayList<>();
    for (int from = 0; from < steps.size(); from = (int) stretches.getLast().step()) {
      int length = Math.min(longest, Math.max(SHORTEST, from / GROWTH));
      List<Step> some = steps.subList(from, Math.min(steps.size(), from + length));
      stretches.add(
          new Stretch(
              some.getLast().number(),
              some.stream().mapToDouble(Step::batchLoss).average().orElseThrow(),
              some.stream().mapToDouble(Step::batchAccuracy).average().orElseThrow()));
    }
    return stretches;
  }

  /** How much there is to compute, in multiplications. */
  public double work() {
    return WorkEstimate.of(this);
  }

  @Override
  public String toString() {
    return "%s, seed %d".formatted(recipe.name(), number);
  }
}
