package gradus.report;

import gradus.data.Budget;
import gradus.data.DataFolder;
import gradus.data.DataSet;
import gradus.data.Examples;
import gradus.data.Images;
import gradus.data.Npz;
import gradus.data.Preprocessing;
import gradus.data.Split;
import gradus.layer.Network;
import gradus.report.RunRecord.Mark;
import gradus.report.RunRecord.Stretch;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.training.EarlyStopping;
import gradus.training.Epoch;
import gradus.training.Evaluation;
import gradus.training.Metric;
import gradus.training.Step;
import gradus.training.StoppingRule;
import gradus.training.Trainer;
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
public record Run(Recipe recipe, long number, Budget budget) {
  /** Points of the curve within a run. */
  private static final int STRETCHES = 100;

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
    Allowance allowance = Allowance.of(budget);
    DataSet set = recipe.data().read(folder);
    Split split = allowance.cut(recipe.split().rule().apply(set, seed));
    var stage = new Stage(recipe, seed, allowance, split);
    List<Mark> marks = new ArrayList<>();
    Npz kept = Npz.empty();
    for (int epoch = 0; epoch <= allowance.epochs(recipe) && !stage.ended(); epoch++) {
      if (epoch > 0) {
        stage.trainer.epochs(stage.training, 1);
      }
      if (recipe.isMeasuredAfter(epoch) || epoch == allowance.epochs(recipe)) {
        marks.add(stage.mark(epoch));
      }
      kept = number == 1 ? stage.keep(epoch, kept) : kept;
      watcher.accept(epoch, marks.getLast());
    }
    RunRecord run =
        new RunRecord(
            recipe.name(),
            number,
            budget.toString(),
            set.name(),
            List.of(stage.training.count(), split.validation().count(), split.test().count()),
            recipe.settings(),
            stage.network.parameters().count(),
            Machine.here(together),
            stage.trainer.history().seconds(),
            marks,
            stretches(stage.trainer.history().steps()));
    return new Yield(run, kept);
  }

  private static List<Stretch> stretches(List<Step> steps) {
    int length = Math.max(1, Math.ceilDiv(steps.size(), STRETCHES));
    List<Stretch> stretches = new ArrayList<>();
    for (int from = 0; from < steps.size(); from += length) {
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
    return Work.of(this);
  }

  @Override
  public String toString() {
    return "%s, seed %d".formatted(recipe.name(), number);
  }

  /** The network with its trainer and the sets that it is measured on. */
  private static final class Stage {
    private final Network network;
    private final Examples training;
    private final Images probe;
    private final Split split;
    private final Preprocessing preprocessing;
    private final Recipe recipe;
    private final Trainer trainer;
    private final StoppingRule stopping;

    Stage(Recipe recipe, Seed seed, Allowance allowance, Split split) {
      this.recipe = recipe;
      this.split = split;
      preprocessing = recipe.preprocessing().measuredOn(split.training());
      training = examples(recipe.augmentation().before().apply(split.training(), seed));
      probe = allowance.probe(split.training());
      network = recipe.build(seed);
      stopping =
          recipe.patience() > 0
              ? new EarlyStopping(Metric.VALIDATION_ACCURACY, recipe.patience())
              : StoppingRule.never();
      int perEpoch = Math.ceilDiv(training.count(), recipe.batch());
      var options =
          Trainer.of(network, recipe.loss(), recipe.optimizer().maker().get())
              .learningRate(recipe.rate().inEpochs(perEpoch))
              .weightDecay(recipe.decay())
              .batchSize(Math.min(recipe.batch(), training.count()))
              .seed(seed);
      if (recipe.patience() > 0) {
        options.validation(examples(split.validation()));
      }
      recipe.augmentation().during().ifPresent(options::augmentation);
      trainer = options.build();
    }

    Npz keep(int epoch, Npz kept) {
      return recipe
          .keepsake()
          .after(epoch, new Keepsake.Stage(network, split.test(), preprocessing), kept);
    }

    boolean ended() {
      return stopping.stops(trainer.history());
    }

    private Examples examples(Images images) {
      return Examples.of(images, Precision.SINGLE, preprocessing);
    }

    private Evaluation evaluation(Images images) {
      return images.count() == 0
          ? Evaluation.absent()
          : Evaluation.of(network, recipe.loss(), examples(images));
    }

    Mark mark(int number) {
      List<Epoch> epochs = trainer.history().epochs();
      List<Step> steps = trainer.history().steps();
      boolean before = epochs.isEmpty();
      return new Mark(
          number,
          steps.size(),
          before ? recipe.rate().at(0) : steps.getLast().learningRate(),
          before ? Double.NaN : epochs.getLast().meanBatchLoss(),
          before ? Double.NaN : epochs.getLast().meanBatchAccuracy(),
          before ? Double.NaN : steps.getLast().batchAccuracy(),
          evaluation(probe),
          evaluation(split.validation()),
          evaluation(split.test()),
          trainer.history().seconds());
    }
  }
}
