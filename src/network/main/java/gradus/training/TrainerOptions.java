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
import java.util.List;
import java.util.Optional;

/** The options of a {@link Trainer}; what is not set keeps the value that stands here. */
public final class TrainerOptions {
  final Layer network;
  final Loss loss;
  final Optimizer optimizer;
  Schedule learningRate = Schedule.constant(1e-2);
  WeightDecay decay = WeightDecay.none();
  int batchSize = 100;
  Seed seed = new Seed(1);
  Remainder remainder = Remainder.KEEP;
  Augmenting augmentation = new Augmenting(Augmentation.NONE, false);
  Optional<Examples> validation = Optional.empty();
  boolean evaluatesTrainingSet = false;
  StoppingRule stopping = StoppingRule.never();
  Optional<Checkpoints> checkpoints = Optional.empty();
  final List<TrainingListener> listeners = new ArrayList<>();

  TrainerOptions(Layer network, Loss loss, Optimizer optimizer) {
    this.network = network;
    this.loss = loss;
    this.optimizer = optimizer;
  }

  /** The same rate at every step. */
  public TrainerOptions learningRate(double rate) {
    return learningRate(Schedule.constant(rate));
  }

  /** A rate for each step, from 0. */
  public TrainerOptions learningRate(Schedule schedule) {
    learningRate = schedule;
    return this;
  }

  /** What keeps the weights small. */
  public TrainerOptions weightDecay(WeightDecay weightDecay) {
    decay = weightDecay;
    return this;
  }

  /**
   * How many examples a step sees, at least 1; the last step of an epoch sees fewer where they do
   * not divide.
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

  /** Where the order of the batches, the augmentation and the randomness of passes come from. */
  public TrainerOptions seed(Seed source) {
    seed = source;
    return this;
  }

  /**
   * Changes the training pictures at random, anew in every epoch; evaluation sees the originals.
   */
  public TrainerOptions augmentation(Augmentation change) {
    augmentation = new Augmenting(change, false);
    return this;
  }

  /** Changes each training picture once and for all; evaluation sees the originals. */
  public TrainerOptions augmentationOnce(Augmentation change) {
    augmentation = new Augmenting(change, true);
    return this;
  }

  /**
   * The set on which the network is evaluated after every epoch.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public TrainerOptions validation(Examples examples) {
    Evaluation.requireExamples(examples);
    validation = Optional.of(examples);
    return this;
  }

  /**
   * Evaluates the network after every epoch on the whole training set too, which takes its time.
   */
  public TrainerOptions evaluateTrainingSet() {
    evaluatesTrainingSet = true;
    return this;
  }

  /** What may end training before its time. */
  public TrainerOptions stopping(StoppingRule rule) {
    stopping = rule;
    return this;
  }

  /** Where the run is kept, to go on after a kill by {@link Trainer#resume}. */
  public TrainerOptions checkpoints(Checkpoints kept) {
    checkpoints = Optional.of(kept);
    return this;
  }

  /** One more who watches. */
  public TrainerOptions listener(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  /**
   * The trainer.
   *
   * @throws IllegalArgumentException if training should stop early by what is not measured
   */
  public Trainer build() {
    if (stopping instanceof EarlyStopping(Metric metric, int patience) && !measures(metric)) {
      throw new IllegalArgumentException(
          "early stopping with patience %d looks at the %s, which is not measured; "
                  .formatted(patience, metric)
              + "give the trainer a validation set, or let it evaluate the training set");
    }
    return new Trainer(this);
  }

  private boolean measures(Metric metric) {
    return switch (metric) {
      case VALIDATION_LOSS, VALIDATION_ACCURACY -> validation.isPresent();
      case TRAINING_LOSS, TRAINING_ACCURACY -> evaluatesTrainingSet;
      case MEAN_BATCH_LOSS -> true;
    };
  }
}
