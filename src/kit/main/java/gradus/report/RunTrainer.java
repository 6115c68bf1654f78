package gradus.report;

import gradus.data.Examples;
import gradus.data.Images;
import gradus.data.Npz;
import gradus.data.Preprocessing;
import gradus.data.Split;
import gradus.layer.Ensemble;
import gradus.layer.Layer;
import gradus.layer.Network;
import gradus.layer.Parameters;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.training.EarlyStopping;
import gradus.training.Evaluation;
import gradus.training.Metric;
import gradus.training.Step;
import gradus.training.StoppingRule;
import gradus.training.Trainer;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A network in training and the images that it is measured on. The clock runs only while it trains.
 */
final class RunTrainer {
  private final Recipe recipe;
  private final Split split;
  private final Images measuredTrainingImages;
  private final Preprocessing preprocessing;
  private final Examples training;
  private final Network network;
  private final List<Trainer> trainers;
  private final StoppingRule stopping;
  private double seconds;

  RunTrainer(Recipe recipe, Seed seed, BudgetLimits limits, Split split) {
    this.recipe = recipe;
    this.split = split;
    measuredTrainingImages = limits.measuredTrainingImages(split.training());
    preprocessing = recipe.preprocessing().value().apply(split.training());
    training = examples(recipe.augmentation().before().apply(split.training(), seed));
    network = recipe.build(seed);
    stopping =
        recipe.patience() > 0
            ? new EarlyStopping(Metric.VALIDATION_ACCURACY, recipe.patience())
            : StoppingRule.never();
    List<Layer> learners =
        recipe.membersApart() ? ((Ensemble) network.body()).members() : List.of(network);
    trainers = learners.stream().map(learner -> trainer(learner, seed)).toList();
  }

  private Trainer trainer(Layer learner, Seed seed) {
    int stepsPerEpoch = Math.ceilDiv(training.count(), recipe.batch());
    var options =
        Trainer.of(
                learner,
                new SoftmaxCrossEntropy(),
                recipe.optimizer().value().get(),
                recipe.rate().inEpochs(stepsPerEpoch))
            .weightDecay(recipe.decay())
            .batchSize(Math.min(recipe.batch(), training.count()))
            .seed(seed);
    if (recipe.patience() > 0) {
      options.validation(examples(split.validation()));
    }
    recipe.augmentation().everyEpoch().ifPresent(options::augmentation);
    return options.build();
  }

  void trainEpoch() throws InterruptedException {
    Stopwatch watch = Stopwatch.started();
    for (Trainer trainer : trainers) {
      trainer.epochs(training, 1);
    }
    seconds += watch.seconds();
  }

  void trainSteps(int count) throws InterruptedException {
    for (Trainer trainer : trainers) {
      trainer.steps(training, count);
    }
  }

  boolean isStopped() {
    return stopping.stops(trainers.getFirst().history());
  }

  /** Of training so far. */
  double seconds() {
    return seconds;
  }

  int trainingImages() {
    return training.count();
  }

  Parameters parameters() {
    return network.parameters();
  }

  /** The steps so far; of members that learn apart, the means of their losses and accuracies. */
  List<Step> steps() {
    List<List<Step>> all = trainers.stream().map(trainer -> trainer.history().steps()).toList();
    if (all.size() == 1) {
      return all.getFirst();
    }
    return IntStream.range(0, all.getFirst().size())
        .mapToObj(i -> mean(all.stream().map(steps -> steps.get(i)).toList()))
        .toList();
  }

  private static Step mean(List<Step> members) {
    Step first = members.getFirst();
    return new Step(
        first.number(),
        first.epoch(),
        first.learningRate(),
        mean(members, Step::batchLoss),
        mean(members, Step::batchAccuracy));
  }

  private static double mean(List<Step> steps, ToDoubleFunction<Step> value) {
    return steps.stream().mapToDouble(value).average().orElse(Double.NaN);
  }

  /** Adds what the recipe keeps of the network after this epoch. */
  Npz addSnapshot(int epoch, Npz kept) {
    return recipe
        .snapshot()
        .after(epoch, new Snapshot.Stage(network, split.test(), preprocessing), kept);
  }

  /** Measures the network on all three sets. */
  EpochRecord measure(int epoch) {
    List<Step> steps = steps();
    List<Step> own = steps.stream().filter(step -> step.epoch() == epoch).toList();
    return new EpochRecord(
        epoch,
        steps.size(),
        own.isEmpty() ? recipe.rate().at(0) : own.getLast().learningRate(),
        mean(own, Step::batchLoss),
        mean(own, Step::batchAccuracy),
        own.isEmpty() ? Double.NaN : own.getLast().batchAccuracy(),
        evaluate(measuredTrainingImages),
        evaluate(split.validation()),
        evaluate(split.test()),
        seconds);
  }

  private Evaluation evaluate(Images images) {
    return images.count() == 0
        ? Evaluation.absent()
        : Evaluation.of(network, new SoftmaxCrossEntropy(), examples(images));
  }

  private Examples examples(Images images) {
    return Examples.of(images, Precision.SINGLE, preprocessing);
  }
}
