package gradus.training;

import gradus.data.Augmentation;
import gradus.data.Batch;
import gradus.data.Batches;
import gradus.data.Batches.Remainder;
import gradus.data.Examples;
import gradus.layer.Layer;
import gradus.layer.Mode;
import gradus.layer.Network;
import gradus.layer.Parameters;
import gradus.layer.Pass;
import gradus.loss.Loss;
import gradus.loss.LossValue;
import gradus.optimizer.Optimizer;
import gradus.optimizer.Schedule;
import gradus.optimizer.WeightDecay;
import gradus.tensor.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * The training loop: batch by batch forward, loss, backward, update.
 *
 * <p>All options are set before a run starts; listeners cannot change them. Between two steps the
 * loop checks whether its thread was interrupted, and if so ends with the weights of the last step.
 * A trainer keeps its place: called again, for example in the next cell of a notebook, it continues
 * with the batches, rates and random numbers of a run that never paused. Only an error thrown by a
 * layer, such as an interrupt inside one that a cell defines, can leave a step incomplete; a
 * checkpoint restores a complete one.
 */
public final class Trainer {
  private static final String EXAMPLES = "examples";

  private final Layer network;
  private final Loss loss;
  private final Optimizer optimizer;
  private final Schedule learningRate;
  private final WeightDecay decay;
  private final int batchSize;
  private final Seed seed;
  private final Remainder remainder;
  private final Augmentation augmentation;
  private final Map<String, Examples> evaluated;
  private final boolean evaluatesTrainingSet;
  private final LongPredicate evaluatedEpochs;
  private final StoppingRule stopping;
  private final Optional<Checkpoints> checkpoints;
  private final List<TrainingListener> listeners;
  private final HistoryRecorder log = new HistoryRecorder();
  private Optional<Integer> examples = Optional.empty();

  /** Whether what was due after the last step is written. */
  private boolean written = true;

  Trainer(TrainerOptions options) {
    network = options.network;
    loss = options.loss;
    optimizer = options.optimizer;
    learningRate = options.learningRate;
    decay = options.decay;
    batchSize = options.batchSize;
    seed = options.seed;
    remainder = options.remainder;
    augmentation = options.augmentation;
    evaluated = new LinkedHashMap<>(options.evaluated);
    evaluatesTrainingSet = options.evaluatesTrainingSet;
    evaluatedEpochs = options.evaluatedEpochs;
    stopping = options.stopping;
    checkpoints = options.checkpoints;
    listeners = List.copyOf(options.listeners);
  }

  /** Options for training this network with the same learning rate at every step. */
  public static TrainerOptions of(
      Layer network, Loss loss, Optimizer optimizer, double learningRate) {
    return of(network, loss, optimizer, Schedule.constant(learningRate));
  }

  /** Options for training this network with a learning rate for each step, counted from 0. */
  public static TrainerOptions of(
      Layer network, Loss loss, Optimizer optimizer, Schedule learningRate) {
    return new TrainerOptions(network, loss, optimizer, learningRate);
  }

  /** The history so far. */
  public History history() {
    return log.history();
  }

  /**
   * Trains until {@code more} more epochs have ended, or until the stopping rule ends the run; an
   * epoch that was begun counts as one of them.
   *
   * @return the history since the first step
   * @throws InterruptedException if the thread was interrupted; the next call continues
   */
  public History epochs(Examples training, int more) throws InterruptedException {
    Batches batches = batches(training);
    return run(training, batches, (log.epochs() + (long) more) * batches.perEpoch());
  }

  /**
   * Trains until there are {@code last} epochs in all, or the stopping rule ends the run; does
   * nothing if there are. It is for programs that may be killed and started again.
   *
   * @return the history since the first step
   * @throws InterruptedException if the thread was interrupted; the next call continues
   */
  public History untilEpoch(Examples training, int last) throws InterruptedException {
    Batches batches = batches(training);
    return run(training, batches, (long) last * batches.perEpoch());
  }

  /**
   * Trains for {@code more} more steps, or until the stopping rule ends the run.
   *
   * @return the history since the first step
   * @throws InterruptedException if the thread was interrupted; the next call continues
   */
  public History steps(Examples training, long more) throws InterruptedException {
    return run(training, batches(training), log.steps() + more);
  }

  /**
   * Restores the last checkpoint in the trainer's folder, or stays at the beginning if there is
   * none.
   *
   * @return the number of steps done
   * @throws IOException if the checkpoint was made by another network or with other options
   */
  public long resume() throws IOException {
    Checkpoints kept =
        checkpoints.orElseThrow(
            () -> new IllegalStateException("no checkpoints to resume from; add checkpoints(…)"));
    if (Files.exists(kept.last())) {
      restore(Checkpoint.read(kept.last()));
    }
    return log.steps();
  }

  /** The present state of this run. */
  public Checkpoint checkpoint() {
    return Checkpoint.of(network, optimizer, history(), provenance().texts());
  }

  /**
   * Restores a checkpoint. The steps that follow are the same, bit for bit, as in the run that
   * wrote it, on the same version of Java and the same engine.
   *
   * @throws IOException saying what does not fit, with nothing changed
   */
  public void restore(Checkpoint checkpoint) throws IOException {
    provenance().requireAgreement(checkpoint);
    checkpoint.requireRates(learningRate);
    checkpoint.load(network, optimizer);
    log.set(checkpoint.history());
    written = true;
    examples = Optional.ofNullable(checkpoint.provenance().get(EXAMPLES)).map(Integer::valueOf);
  }

  private Provenance provenance() {
    Provenance provenance =
        new Provenance()
            .with("seed", seed.value())
            .with("network", network instanceof Network n ? n.name() + ": " + n.body() : network)
            .with("loss", loss)
            .with("optimizer", optimizer)
            .with("learning rate", learningRate)
            .with("weight decay", decay)
            .with("batch size", batchSize + (remainder == Remainder.DROP ? ", none smaller" : ""))
            .with("augmentation", augmentation)
            .withVersions();
    examples.ifPresent(count -> provenance.with(EXAMPLES, count));
    return provenance;
  }

  private Batches batches(Examples training) {
    int count = examples.orElse(training.count());
    if (count != training.count()) {
      throw new IllegalArgumentException(
          "this run began with %,d examples and cannot go on with %,d; use another trainer"
              .formatted(count, training.count()));
    }
    Examples seen =
        augmentation.equals(Augmentation.NONE) ? training : training.augmented(augmentation, seed);
    var batches = new Batches(seen, batchSize, remainder, seed);
    examples = Optional.of(count);
    return batches;
  }

  private History run(Examples training, Batches batches, long end) throws InterruptedException {
    log.start();
    try {
      listeners.forEach(listener -> listener.begin(end - log.steps()));
      endEpochIfDue(training, batches);
      writeIfDue();
      while (log.steps() < end && !(log.epochEnded() && stopping.stops(history()))) {
        if (Thread.interrupted()) {
          checkpoints.ifPresent(kept -> kept.pause(log, this::checkpoint));
          throw new InterruptedException(
              "training was interrupted after %,d steps".formatted(log.steps()));
        }
        Step step = step(batches, log.steps());
        log.add(step);
        written = false;
        listeners.forEach(listener -> listener.step(step));
        endEpochIfDue(training, batches);
        writeIfDue();
      }
      checkpoints.ifPresent(kept -> kept.pause(log, this::checkpoint));
    } finally {
      log.stop();
      listeners.forEach(TrainingListener::end);
    }
    return history();
  }

  /** One step: the loop's body, as the lessons derive it. */
  private Step step(Batches batches, long number) {
    Batch batch = batches.at(number);
    Parameters parameters = network.parameters();
    double rate = learningRate.at(number);

    Pass pass = network.forward(batch.inputs(), Mode.training(seed.stream("pass", number)));
    LossValue value = loss.evaluate(pass.output(), batch.labels());
    parameters.releaseGradients();
    pass.backwardParameters(value.gradient());
    decay.addGradients(parameters);
    decay.shrink(parameters, rate);
    optimizer.step(parameters, rate);

    double accuracy = Evaluation.right(pass.output(), batch.labels()) / (double) batch.size();
    return new Step(number + 1, batches.epochOf(number) + 1, rate, value.loss(), accuracy);
  }

  /** After an epoch's last step, even if an error of a listener's kept it from ending then. */
  private void endEpochIfDue(Examples training, Batches batches) {
    boolean whole = log.steps() > 0 && log.steps() % batches.perEpoch() == 0;
    if (whole && !log.epochEnded()) {
      endEpoch(training, log.last(batches.perEpoch()));
    }
  }

  /** The checkpoint of a step, even if an error of a listener's kept it from being written. */
  private void writeIfDue() {
    if (!written) {
      checkpoints.ifPresent(kept -> kept.afterStep(log, this::checkpoint));
      written = true;
    }
  }

  private void endEpoch(Examples training, List<Step> steps) {
    Evaluation meanBatch =
        new Evaluation(
            steps.stream().mapToDouble(Step::batchLoss).average().orElseThrow(),
            steps.stream().mapToDouble(Step::batchAccuracy).average().orElseThrow());
    Step last = steps.getLast();
    Epoch epoch =
        new Epoch(
            last.epoch(),
            last.number(),
            meanBatch,
            evaluations(training, last.epoch()),
            log.seconds());
    log.add(epoch);
    listeners.forEach(listener -> listener.epoch(epoch));
  }

  private Map<String, Evaluation> evaluations(Examples training, long epoch) {
    Map<String, Evaluation> evaluations = new LinkedHashMap<>();
    if (evaluatedEpochs.test(epoch)) {
      if (evaluatesTrainingSet) {
        evaluations.put(Epoch.TRAINING, Evaluation.of(network, loss, training));
      }
      evaluated.forEach((set, part) -> evaluations.put(set, Evaluation.of(network, loss, part)));
    }
    return evaluations;
  }
}
