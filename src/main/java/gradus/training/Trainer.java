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

/**
 * The training loop: batch by batch forward, loss, backward, update.
 *
 * <p>What steers a run is set before it starts; whoever watches it cannot. Between two steps the
 * loop looks whether its thread was interrupted, and if so ends with the network as the last step
 * left it.
 */
public final class Trainer {
  private final Layer network;
  private final Loss loss;
  private final Optimizer optimizer;
  private final Schedule learningRate;
  private final WeightDecay decay;
  private final int batchSize;
  private final Seed seed;
  private final Optional<Examples> validation;
  private final List<TrainingListener> listeners;

  private Trainer(Options options) {
    network = options.network;
    loss = options.loss;
    optimizer = options.optimizer;
    learningRate = options.learningRate;
    decay = options.decay;
    batchSize = options.batchSize;
    seed = options.seed;
    validation = options.validation;
    listeners = List.copyOf(options.listeners);
  }

  /** The options of a trainer; what they do not set keeps the value that stands here. */
  public static final class Options {
    private final Layer network;
    private final Loss loss;
    private final Optimizer optimizer;
    private Schedule learningRate = Schedule.constant(1e-2);
    private WeightDecay decay = WeightDecay.none();
    private int batchSize = 100;
    private Seed seed = new Seed(1);
    private Optional<Examples> validation = Optional.empty();
    private final List<TrainingListener> listeners = new ArrayList<>();

    private Options(Layer network, Loss loss, Optimizer optimizer) {
      this.network = network;
      this.loss = loss;
      this.optimizer = optimizer;
    }

    /** The same rate at every step. */
    public Options learningRate(double rate) {
      return learningRate(Schedule.constant(rate));
    }

    /** A rate for each step, from 0. */
    public Options learningRate(Schedule schedule) {
      learningRate = schedule;
      return this;
    }

    /** What keeps the weights small. */
    public Options weightDecay(WeightDecay weightDecay) {
      decay = weightDecay;
      return this;
    }

    /** How many examples a step sees. */
    public Options batchSize(int examples) {
      batchSize = examples;
      return this;
    }

    /** Where the order of the batches and the randomness of the passes come from. */
    public Options seed(Seed source) {
      seed = source;
      return this;
    }

    /** The set on which the network is evaluated after every epoch. */
    public Options validation(Examples examples) {
      validation = Optional.of(examples);
      return this;
    }

    /** One more who watches. */
    public Options listener(TrainingListener listener) {
      listeners.add(listener);
      return this;
    }

    /** The trainer. */
    public Trainer build() {
      return new Trainer(this);
    }
  }

  /** Options for training this network. */
  public static Options of(Layer network, Loss loss, Optimizer optimizer) {
    return new Options(network, loss, optimizer);
  }

  /**
   * Trains for a number of whole epochs.
   *
   * @throws InterruptedException if the thread was interrupted; the network stays as the last step
   *     left it
   */
  public History epochs(Examples training, int epochs) throws InterruptedException {
    Batches batches = new Batches(training, batchSize, seed);
    return run(batches, (long) epochs * batches.perEpoch());
  }

  /**
   * Trains for a number of steps.
   *
   * @throws InterruptedException if the thread was interrupted; the network stays as the last step
   *     left it
   */
  public History steps(Examples training, long steps) throws InterruptedException {
    return run(new Batches(training, batchSize, seed), steps);
  }

  private History run(Batches batches, long total) throws InterruptedException {
    long start = System.nanoTime();
    List<Step> steps = new ArrayList<>();
    List<Epoch> epochs = new ArrayList<>();
    listeners.forEach(listener -> listener.begin(total));
    try {
      for (long number = 0; number < total; number++) {
        if (Thread.interrupted()) {
          throw new InterruptedException(
              "training was interrupted after %,d steps".formatted(number));
        }
        Step step = step(batches, number);
        steps.add(step);
        listeners.forEach(listener -> listener.step(step));
        if ((number + 1) % batches.perEpoch() == 0) {
          Epoch epoch =
              epoch(steps.subList(steps.size() - batches.perEpoch(), steps.size()), start);
          epochs.add(epoch);
          listeners.forEach(listener -> listener.epoch(epoch));
        }
      }
    } finally {
      listeners.forEach(TrainingListener::end);
    }
    return new History(steps, epochs);
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

  private Epoch epoch(List<Step> steps, long start) {
    Step last = steps.getLast();
    Evaluation evaluation =
        validation
            .map(examples -> Evaluation.of(network, loss, examples))
            .orElse(new Evaluation(Double.NaN, Double.NaN));
    return new Epoch(
        last.epoch(),
        last.number(),
        steps.stream().mapToDouble(Step::loss).average().orElseThrow(),
        steps.stream().mapToDouble(Step::minibatchAccuracy).average().orElseThrow(),
        evaluation.loss(),
        evaluation.accuracy(),
        (System.nanoTime() - start) / 1e9);
  }
}
