package gradus.report;

import gradus.course.Budget;
import gradus.data.DataSet;
import gradus.data.Npz;
import gradus.data.Split;
import gradus.tensor.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * One run of a recipe.
 *
 * @param recipe the recipe
 * @param number the seed, from 1
 * @param budget the length of the run
 */
public record ExperimentRun(Recipe recipe, long number, Budget budget) {
  /** The number of epochs within the budget. */
  int epochs() {
    return Math.min(BudgetLimits.of(budget).epochs(), recipe.epochs());
  }

  /**
   * Trains, and between epochs measures on all three sets.
   *
   * @param set the recipe's data set
   * @param concurrency the number of runs that share this machine
   * @param listener receives the latest record after each epoch, and the epoch's number
   */
  RunResult run(DataSet set, int concurrency, ObjIntConsumer<EpochRecord> listener)
      throws InterruptedException {
    Seed seed = new Seed(number);
    BudgetLimits limits = BudgetLimits.of(budget);
    Split split = limits.cut(recipe.split().rule().apply(set, seed));
    var trainer = new RunTrainer(recipe, seed, limits, split);
    List<EpochRecord> epochs = new ArrayList<>();
    Npz snapshot = Npz.empty();
    for (int epoch = 0; epoch <= epochs() && !trainer.isStopped(); epoch++) {
      if (epoch > 0) {
        trainer.trainEpoch();
      }
      if (recipe.isMeasuredAfter(epoch) || epoch == epochs()) {
        epochs.add(trainer.measure(epoch));
      }
      snapshot = number == 1 ? trainer.addSnapshot(epoch, snapshot) : snapshot;
      listener.accept(epochs.getLast(), epoch);
    }
    RunRecord run =
        new RunRecord(
            recipe.name(),
            number,
            budget.toString(),
            set.name(),
            List.of(trainer.trainingImages(), split.validation().count(), split.test().count()),
            recipe.settings(),
            trainer.parameters().count(),
            trainer.parameters().checksum(),
            Machine.current(concurrency),
            trainer.seconds(),
            epochs,
            LossWindow.of(trainer.steps()));
    return new RunResult(run, snapshot);
  }

  @Override
  public String toString() {
    return "%s, seed %d".formatted(recipe.name(), number);
  }
}
