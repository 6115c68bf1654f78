package gradus.report;

import gradus.data.Examples;
import gradus.data.Images;
import gradus.data.Npz;
import gradus.data.Preprocessing;
import gradus.data.Split;
import gradus.layer.Network;
import gradus.report.RunRecord.Mark;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.training.EarlyStopping;
import gradus.training.Epoch;
import gradus.training.Evaluation;
import gradus.training.History;
import gradus.training.Metric;
import gradus.training.Step;
import gradus.training.StoppingRule;
import gradus.training.Trainer;
import java.util.List;

/** A network with its trainer and the sets that it is measured on. */
final class RunTrainer {
  private final Network network;
  private final Examples training;
  private final Images probe;
  private final Split split;
  private final Preprocessing preprocessing;
  private final Recipe recipe;
  private final Trainer trainer;
  private final StoppingRule stopping;
  private double seconds;

  RunTrainer(Recipe recipe, Seed seed, BudgetLimits allowance, Split split) {
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
        Trainer.of(
                network,
                recipe.loss(),
                recipe.optimizer().maker().get(),
                recipe.rate().inEpochs(perEpoch))
            .weightDecay(recipe.decay())
            .batchSize(Math.min(recipe.batch(), training.count()))
            .seed(seed);
    if (recipe.patience() > 0) {
      options.validation(examples(split.validation()));
    }
    recipe.augmentation().during().ifPresent(options::augmentation);
    trainer = options.build();
  }

  void epoch() throws InterruptedException {
    Stopwatch watch = Stopwatch.started();
    trainer.epochs(training, 1);
    seconds += watch.seconds();
  }

  /** Of training so far. */
  double seconds() {
    return seconds;
  }

  void steps(int count) throws InterruptedException {
    trainer.steps(training, count);
  }

  /** How many images it is trained on. */
  int images() {
    return training.count();
  }

  long parameters() {
    return network.parameters().count();
  }

  History history() {
    return trainer.history();
  }

  Npz keep(int epoch, Npz kept) {
    return recipe
        .keepsake()
        .after(epoch, new Snapshot.Stage(network, split.test(), preprocessing), kept);
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
        seconds);
  }
}
