package gradus.bench.race;

import gradus.bench.MachineLoad;
import gradus.bench.Operations;
import gradus.bench.race.RaceRecord.RaceEpoch;
import gradus.data.Augmentation;
import gradus.data.DataSet;
import gradus.data.Examples;
import gradus.data.Preprocessing;
import gradus.layer.Initializer;
import gradus.layer.Network;
import gradus.layer.Parameter;
import gradus.loss.Loss;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.loss.Summed;
import gradus.model.Airbench;
import gradus.optimizer.Muon;
import gradus.optimizer.Nesterov;
import gradus.optimizer.ParameterGroups;
import gradus.optimizer.ParameterGroups.Group;
import gradus.optimizer.Schedule;
import gradus.optimizer.WeightDecay;
import gradus.report.Machine;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Tensor;
import gradus.training.Epoch;
import gradus.training.Evaluation;
import gradus.training.TestTimeViews;
import gradus.training.Trainer;
import gradus.training.TrainingListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One run to a goal on CIFAR-10: reads the images, trains {@link Airbench} and measures its
 * accuracy on the test images, by the recipe of K. Jordan's record with the optimizer Muon.
 *
 * @param images what reads the data set
 * @param goal the number of epochs and the size of the network
 * @param peak of this machine in floating-point operations a second, 0 where it is not known
 */
public record CifarRace(Reader images, Goal goal, double peak) {
  private static final int WHITENED = 5_000;
  private static final double LABEL_SMOOTHING = 0.2;
  private static final double BIAS_RATE = 0.053;
  private static final double HEAD_RATE = 0.67;
  private static final double FILTER_RATE = 0.24;
  private static final double BIAS_MOMENTUM = 0.85;
  private static final double FILTER_MOMENTUM = 0.6;
  private static final int NEWTON_SCHULZ_STEPS = 3;

  /** What decays in a step for each image, whatever the rate. */
  private static final double DECAY = 2e-6;

  /** The share of training in which the bias of the whitening learns. */
  private static final double WHITENING_SHARE = 3.0 / 8;

  /** Reads a data set from its files. */
  @FunctionalInterface
  public interface Reader {
    DataSet read() throws IOException;
  }

  /**
   * Runs it.
   *
   * @param progress is told of each epoch
   */
  public RaceRecord run(long seed, Consumer<RaceEpoch> progress)
      throws IOException, InterruptedException {
    String processor = MachineLoad.describe();
    var clock = Clock.start();
    DataSet set = images.read();
    var preprocessing = Preprocessing.standardised(set.training());
    Tensor whitened = preprocessing.apply(set.training().first(WHITENED), Precision.SINGLE);
    var initializer = Initializer.uniform(Precision.SINGLE, new Seed(seed));
    Network network = Airbench.of(whitened, initializer, goal.widthsOfBlocks());
    List<RaceEpoch> epochs = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void epoch(Epoch epoch) {
            epochs.add(seen(epoch, clock));
            progress.accept(epochs.getLast());
          }
        };
    trainer(network, set, seed, listener)
        .epochs(Examples.of(set.training(), Precision.SINGLE, preprocessing), goal.epochs());

    Examples test = Examples.of(set.test(), Precision.SINGLE, preprocessing);
    var loss = new SoftmaxCrossEntropy();
    double views = Evaluation.of(new TestTimeViews(network, 1)::scores, loss, test).accuracy();
    double seconds = clock.seconds();
    double processorSeconds = clock.processorSeconds();
    double one = Evaluation.of(network, loss, test).accuracy();
    double operations =
        Operations.training(network) * goal.epochs() * stepsPerEpoch(set) * goal.batch();
    return new RaceRecord(
        goal,
        seed,
        "%s (%s)".formatted(set.name(), set.origin()),
        views,
        one,
        seconds,
        processorSeconds,
        peak > 0 ? operations / seconds / peak : 0,
        MachineLoad.memoryHighWaterMark(ProcessHandle.current()),
        network.parameters().checksum(),
        processor,
        Machine.current(1),
        epochs);
  }

  private Trainer trainer(Network network, DataSet set, long seed, TrainingListener listener) {
    Loss loss = new Summed(new SoftmaxCrossEntropy(LABEL_SMOOTHING));
    ParameterGroups rules = rules(network, goal.epochs() * (long) stepsPerEpoch(set));
    return Trainer.of(network, loss, rules, Schedule.constant(1))
        .batchSize(goal.batch())
        .dropSmallerBatch()
        .augmentation(Augmentation.alternatingFlip().then(Augmentation.reflectedCrop(2)))
        .seed(new Seed(seed))
        .listener(listener)
        .build();
  }

  private int stepsPerEpoch(DataSet set) {
    return set.training().count() / goal.batch();
  }

  /** Muon for the filters, momentum for the rest; all rates fall to 0 in a straight line. */
  private ParameterGroups rules(Network network, long steps) {
    var learned = network.parameters().trainable();
    String head = List.copyOf(learned.names()).getLast();
    String whitening = List.copyOf(learned.names()).getFirst();
    long whiteningSteps = Math.max(1, Math.round(WHITENING_SHARE * steps));
    return new ParameterGroups(
        momentum("whitening", whitening, BIAS_RATE, whiteningSteps),
        momentum("head", head, HEAD_RATE, steps),
        new Group(
            "filters",
            (name, parameter) -> parameter.role() == Parameter.Role.WEIGHT,
            new Muon(FILTER_MOMENTUM, NEWTON_SCHULZ_STEPS).normalizingFilters(),
            Schedule.linear(FILTER_RATE, steps)),
        momentum("shifts", "", BIAS_RATE, steps));
  }

  /** A group of the one parameter of this name, or of all that are left. */
  private Group momentum(String group, String member, double rate, long steps) {
    return new Group(
        group,
        (name, parameter) -> member.isEmpty() || name.equals(member),
        new Nesterov(BIAS_MOMENTUM),
        Schedule.linear(rate, steps),
        WeightDecay.halfSquare(DECAY * goal.batch() / rate).withBiases());
  }

  private RaceEpoch seen(Epoch epoch, Clock clock) {
    return new RaceEpoch(
        (int) epoch.number(),
        clock.seconds(),
        clock.processorSeconds(),
        epoch.meanBatch().loss() / goal.batch(),
        epoch.meanBatch().accuracy());
  }
}
