package gradus.training;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.data.Examples;
import gradus.layer.Layer;
import gradus.layer.Mode;
import gradus.layer.Parameters;
import gradus.layer.Pass;
import gradus.loss.Graded;
import gradus.loss.Loss;
import gradus.optimizer.Optimizer;
import gradus.optimizer.Schedule;
import gradus.optimizer.WeightDecay;
import gradus.tensor.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The training loop: batch by batch forward, loss, backward, update.
 *
 * <p>What steers a run is set before it starts; whoever watches it cannot. Between two steps the
 * loop looks whether its thread was interrupted, and if so ends with the network as the last step
 * left it. A trainer remembers how far it came: asked again, in the next cell of a notebook say, it
 * goes on from there, with the batches, rates and random numbers of a run that never paused.
 */
public final class Trainer {
  private final Layer network;
  private final Loss loss;
  private final Optimizer optimizer;
  private final Schedule learningRate;
  private final WeightDecay decay;
  private final int batchSize;
  private final Seed seed;
  private final UnaryOperator<Examples> augmentation;
  private final Optional<Examples> validation;
  private final boolean evaluatesTrainingSet;
  private final StoppingRule stopping;
  private final List<TrainingListener> listeners;
  private final List<Step> steps = new ArrayList<>();
  private final List<Epoch> epochs = new ArrayList<>();
  private final Stopwatch stopwatch = new Stopwatch();

  Trainer(TrainerOptions options) {
    network = options.network;
    loss = options.loss;
    optimizer = options.optimizer;
    learningRate = options.learningRate;
    decay = options.decay;
    batchSize = options.batchSize;
    seed = options.seed;
    augmentation = options.augmentation;
    validation = options.validation;
    evaluatesTrainingSet = options.evaluatesTrainingSet;
    stopping = options.stopping;
    listeners = List.copyOf(options.listeners);
  }

  /** Options for training this network. */
  public static TrainerOptions of(Layer network, Loss loss, Optimizer optimizer) {
    return new TrainerOptions(network, loss, optimizer);
  }

  /** All that happened so far. */
  public History history() {
    return new History(steps, epochs, stopwatch.seconds());
  }

  /**
   * Trains until so many more epochs are whole, or the stopping rule ends the run.
   *
   * @return all that happened since the first step
   * @throws InterruptedException if the thread was interrupted; the next call goes on from there
   */
  public History epochs(Examples training, int more) throws InterruptedException {
    Batches batches = batches(training);
    return run(training, batches, (epochs.size() + (long) more) * batches.perEpoch());
  }

  /**
   * Trains until there are so many epochs in all, or the stopping rule ends the run; does nothing
   * if there are. This is what a program asks for that may be killed and started again.
   *
   * @return all that happened since the first step
   * @throws InterruptedException if the thread was interrupted; the next call goes on from there
   */
  public History untilEpoch(Examples training, int last) throws InterruptedException {
    Batches batches = batches(training);
    return run(training, batches, (long) last * batches.perEpoch());
  }

  /**
   * Trains for so many more steps, or until the stopping rule ends the run.
   *
   * @return all that happened since the first step
   * @throws InterruptedException if the thread was interrupted; the next call goes on from there
   */
  public History steps(Examples training, long more) throws InterruptedException {
    return run(training, batches(training), steps.size() + more);
  }

  private Batches batches(Examples training) {
    Batches batches = new Batches(augmentation.apply(training), batchSize, seed);
    if (!epochs.isEmpty() && epochs.getLast().step() != (long) epochs.size() * batches.perEpoch()) {
      throw new IllegalArgumentException(
          "an epoch of this trainer has %,d steps; %,d examples make %,d; use another trainer"
              .formatted(epochs.getFirst().step(), training.count(), batches.perEpoch()));
    }
    return batches;
  }

  private History run(Examples training, Batches batches, long end) throws InterruptedException {
    listeners.forEach(listener -> listener.begin(end - steps.size()));
    stopwatch.start();
    try {
      while (steps.size() < end && !ended(batches)) {
        if (Thread.interrupted()) {
          throw new InterruptedException(
              "training was interrupted after %,d steps".formatted(steps.size()));
        }
        Step step = step(batches, steps.size());
        steps.add(step);
        listeners.forEach(listener -> listener.step(step));
        if (steps.size() % batches.perEpoch() == 0) {
          endEpoch(training, batches.perEpoch());
        }
      }
    } finally {
      stopwatch.stop();
      listeners.forEach(TrainingListener::end);
    }
    return history();
  }

  private boolean ended(Batches batches) {
    return steps.size() % batches.perEpoch() == 0 && stopping.stops(history());
  }

  /** One step: the loop's body, as the lessons derive it. */
  private Step step(Batches batches, long number) {
    Batch batch = batches.at(number);
    Parameters parameters = network.parameters();
    double rate = learningRate.at(number);

    Pass pass = network.forward(batch.inputs(), Mode.training(seed.stream("pass", number)));
    Graded graded = loss.grade(pass.output(), batch.labels());
    parameters.clearGradients();
    pass.backward(graded.gradient());
    decay.addGradients(parameters);
    decay.shrink(parameters, rate);
    optimizer.step(parameters, rate);

    double accuracy = Evaluation.right(pass.output(), batch.labels()) / (double) batch.size();
    return new Step(number + 1, batches.epochOf(number) + 1, rate, graded.loss(), accuracy);
  }

  private void endEpoch(Examples training, int length) {
    List<Step> own = steps.subList(steps.size() - length, steps.size());
    Epoch epoch =
        new Epoch(
            own.getLast().epoch(),
            own.getLast().number(),
            own.stream().mapToDouble(Step::batchLoss).average().orElseThrow(),
            own.stream().mapToDouble(Step::batchAccuracy).average().orElseThrow(),
            evaluation(evaluatesTrainingSet ? Optional.of(training) : Optional.empty()),
            evaluation(validation),
            stopwatch.seconds());
    epochs.add(epoch);
    listeners.forEach(listener -> listener.epoch(epoch));
  }

  private Evaluation evaluation(Optional<Examples> set) {
    return set.map(examples -> Evaluation.of(network, loss, examples))
        .orElseGet(Evaluation::absent);
  }
}
