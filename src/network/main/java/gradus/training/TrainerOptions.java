package gradus.training;

import gradus.data.Augmentation;
import gradus.data.Batches.Remainder;
import gradus.data.Examples;
import gradus.layer.Layer;
import gradus.loss.Loss;
import gradus.optimizer.Optimizer;
import gradus.optimizer.Schedule;
import gradus.optimizer.WeightDecay;
import gradus.tensor.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * The options of a {@link Trainer}. By default batches have 100 examples, the last one what is
 * left, the seed is 1, and there is no weight decay, augmentation, evaluation, stopping rule or
 * checkpoint.
 */
public final class TrainerOptions {
  final Layer network;
  final Loss loss;
  final Optimizer optimizer;
  final Schedule learningRate;
  WeightDecay decay = WeightDecay.none();
  int batchSize = 100;
  Seed seed = new Seed(1);
  Remainder remainder = Remainder.KEEP;
  Augmentation augmentation = Augmentation.NONE;
  final Map<String, Examples> evaluated = new LinkedHashMap<>();
  boolean evaluatesTrainingSet = false;
  LongPredicate evaluatedEpochs = epoch -> true;
  StoppingRule stopping = StoppingRule.never();
  Optional<Checkpoints> checkpoints = Optional.empty();
  final List<TrainingListener> listeners = new ArrayList<>();

  TrainerOptions(Layer network, Loss loss, Optimizer optimizer, Schedule learningRate) {
    this.network = network;
    this.loss = loss;
    this.optimizer = optimizer;
    this.learningRate = learningRate;
  }

  /** Keeps the weights small; none by default. */
  public TrainerOptions weightDecay(WeightDecay weightDecay) {
    decay = weightDecay;
    return this;
  }

  /**
   * The number of examples in a step, at least 1; the last step of an epoch has fewer where it does
   * not divide the training set.
   */
  public TrainerOptions batchSize(int examples) {
    if (examples < 1) {
      throw new IllegalArgumentException(
          "a batch has at least one example, got a batch size of " + examples);
    }
    batchSize = examples;
    return this;
  }

  /**
   * Leaves the last batch of an epoch out where it is smaller than the others: batch normalisation
   * cannot train on a batch of one, and is noisy on one of a few.
   */
  public TrainerOptions dropSmallerBatch() {
    remainder = Remainder.DROP;
    return this;
  }

  /** The seed of the order of the batches, the augmentation and the randomness of passes. */
  public TrainerOptions seed(Seed source) {
    seed = source;
    return this;
  }

  /**
   * Changes the training pictures at random, anew in every epoch; evaluation sees the originals.
   */
  public TrainerOptions augmentation(Augmentation change) {
    augmentation = change;
    return this;
  }

  /**
   * Evaluates the network on these examples after every epoch, under the name "validation".
   *
   * @throws IllegalArgumentException if there are none
   */
  public TrainerOptions validation(Examples examples) {
    return evaluate(Epoch.VALIDATION, examples);
  }

  /**
   * Evaluates the network on these examples after every epoch; {@link Epoch#on} has the result, and
   * a {@link Metric} such as {@code Metric.accuracy("test")} compares by it. Any number of sets can
   * be evaluated.
   *
   * @param set what to call them
   * @throws IllegalArgumentException if there are none, or the name stands for another set
   */
  public TrainerOptions evaluate(String set, Examples examples) {
    Evaluation.requireExamples(examples);
    if (List.of(Epoch.MEAN_BATCH, Epoch.TRAINING).contains(set)) {
      throw new IllegalArgumentException(
          "\"%s\" names the examples that the network is trained on; choose another name, or use evaluateTrainingSet()"
              .formatted(set));
    }
    evaluated.put(set, examples);
    return this;
  }

  /** Evaluates the network after every epoch on the whole training set too, which is slow. */
  public TrainerOptions evaluateTrainingSet() {
    evaluatesTrainingSet = true;
    return this;
  }

  /**
   * Evaluates the network after some epochs only, for example {@code epoch -> epoch % 10 == 0}.
   *
   * @param epochs whether to evaluate after the epoch of this number, from 1
   */
  public TrainerOptions evaluateAfter(LongPredicate epochs) {
    evaluatedEpochs = epochs;
    return this;
  }

  /** A rule that may end training early. */
  public TrainerOptions stopping(StoppingRule rule) {
    stopping = rule;
    return this;
  }

  /** Writes checkpoints, from which {@link Trainer#resume} continues. */
  public TrainerOptions checkpoints(Checkpoints kept) {
    checkpoints = Optional.of(kept);
    return this;
  }

  /** Adds a listener. */
  public TrainerOptions listener(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  /**
   * The trainer.
   *
   * @throws IllegalArgumentException if early stopping compares what is not measured, or the
   *     weights would decay twice
   */
  public Trainer build() {
    if (stopping instanceof EarlyStopping(Metric metric, int patience) && !measures(metric)) {
      throw new IllegalArgumentException(
          "early stopping with patience %d compares the %s, which is not measured; "
                  .formatted(patience, metric)
              + "give the trainer a validation set, or let it evaluate the training set");
    }
    if (optimizer.decaysWeights() && decay.strength() > 0) {
      throw new IllegalArgumentException(
          "%s decays the weights itself, and so would the weight decay \"%s\"; leave out one of them"
              .formatted(optimizer, decay));
    }
    return new Trainer(this);
  }

  private boolean measures(Metric metric) {
    return switch (metric.set()) {
      case Epoch.MEAN_BATCH -> true;
      case Epoch.TRAINING -> evaluatesTrainingSet;
      default -> evaluated.containsKey(metric.set());
    };
  }
}
