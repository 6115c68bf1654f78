package gradus.bench.race;

import gradus.data.Augmentation;
import gradus.data.Images;
import gradus.data.Preprocessing;
import gradus.layer.Initializer;
import gradus.layer.Network;
import gradus.loss.Loss;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.optimizer.Muon;
import gradus.optimizer.Nesterov;
import gradus.optimizer.Optimizer;
import gradus.optimizer.ParameterGroups;
import gradus.optimizer.ParameterGroups.Group;
import gradus.optimizer.Schedule;
import gradus.optimizer.Sgd;
import gradus.optimizer.WeightDecay;
import gradus.report.experiments.ReportNetworks;
import gradus.report.experiments.ScaledNetworks;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Tensor;
import gradus.training.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A way to train a network on CIFAR-10: report R0's with some changes.
 *
 * @param changes in the order of {@link Change}, each once
 * @param effort how long
 */
public record Rung(List<Change> changes, Effort effort) {
  private static final int WHITENED = 5_000;
  private static final double LABEL_SMOOTHING = 0.2;
  private static final double REPORTED_RATE = 1e-2;
  private static final double REPORTED_DECAY = 1e-3;
  private static final double DECAY = 5e-4;
  private static final double MOMENTUM = 0.9;

  /** The rate with momentum is the batch divided by this: 0.049 for the report's batch. */
  private static final double BATCH_OVER_RATE = 2_000;

  /** The part of the steps in which that rate is reached. */
  private static final double WARM_UP = 0.1;

  private static final double FILTER_RATE = 0.24;
  private static final double FILTER_MOMENTUM = 0.6;
  private static final int NEWTON_SCHULZ_STEPS = 3;

  public Rung {
    Set<Change> distinct = EnumSet.noneOf(Change.class);
    distinct.addAll(changes);
    changes = List.copyOf(distinct);
    for (Change change : changes) {
      if (change.needs().isPresent() && !distinct.contains(change.needs().get())) {
        throw new IllegalArgumentException(
            "%s needs %s; got %s".formatted(change.name(), change.needs().get().name(), distinct));
      }
    }
  }

  /** The report's network with these changes, in any order. */
  public static Rung of(Effort effort, Change... changes) {
    return new Rung(Arrays.asList(changes), effort);
  }

  /** The report's network, then one change more at each rung. */
  public static List<Rung> ladder(Effort effort) {
    List<Change> all = List.of(Change.values());
    return IntStream.rangeClosed(0, all.size())
        .mapToObj(number -> new Rung(all.subList(0, number), effort))
        .toList();
  }

  /** All changes but these. */
  public static Rung without(Effort effort, Change... omitted) {
    List<Change> rest = new ArrayList<>(List.of(Change.values()));
    rest.removeAll(List.of(omitted));
    return new Rung(rest, effort);
  }

  boolean has(Change change) {
    return changes.contains(change);
  }

  /** Epochs of training. */
  public int epochs() {
    return has(Change.WIDE) ? effort.wideEpochs() : effort.lenetEpochs();
  }

  int batch() {
    return has(Change.WIDE) ? effort.wideBatch() : Effort.LENET_BATCH;
  }

  /** How pixels become numbers. */
  Preprocessing preprocessing(Images training) {
    return has(Change.STANDARDISED)
        ? Preprocessing.standardised(training)
        : Preprocessing.meanImage(training);
  }

  /** The network before training. */
  public Network network(Images training, Seed seed) {
    if (has(Change.WIDE)) {
      Tensor patched =
          preprocessing(training)
              .apply(training.first(Math.min(WHITENED, training.count())), Precision.SINGLE);
      return WideNetwork.of(
          changes, effort.widths(), patched, Initializer.uniform(Precision.SINGLE, seed));
    }
    Initializer initializer =
        has(Change.STANDARDISED)
            ? Initializer.he(Precision.SINGLE, seed)
            : Initializer.gaussian(Precision.SINGLE, seed, 0.01);
    return has(Change.BATCH_NORM)
        ? ScaledNetworks.n6WithBatchNorm(initializer)
        : ReportNetworks.n6(initializer);
  }

  /** The trainer of a network for this number of images. */
  Trainer trainer(Network network, int images, Seed seed) {
    Loss loss =
        has(Change.SMOOTHED) ? new SoftmaxCrossEntropy(LABEL_SMOOTHING) : new SoftmaxCrossEntropy();
    int batch = Math.min(batch(), images);
    long perEpoch = images / batch;
    var options =
        has(Change.MUON)
            ? Trainer.of(network, loss, groups(network, batch, perEpoch), Schedule.constant(1))
            : Trainer.of(network, loss, rule(), rate(batch, perEpoch)).weightDecay(decay());
    return options
        .batchSize(batch)
        .dropSmallerBatch()
        .augmentation(
            has(Change.AUGMENTED)
                ? Augmentation.alternatingFlip().then(Augmentation.reflectedCrop(2))
                : Augmentation.NONE)
        .seed(seed)
        .build();
  }

  private Optimizer rule() {
    return has(Change.SCHEDULE) ? new Nesterov(MOMENTUM) : new Sgd();
  }

  private WeightDecay decay() {
    return WeightDecay.halfSquare(has(Change.SCHEDULE) ? DECAY : REPORTED_DECAY);
  }

  /** The report's loses a twentieth each epoch; the other rises at first and falls to 0. */
  private Schedule rate(int batch, long perEpoch) {
    if (!has(Change.SCHEDULE)) {
      return Schedule.step(REPORTED_RATE, perEpoch, 0.95);
    }
    long steps = epochs() * perEpoch;
    return Schedule.linear(batch / BATCH_OVER_RATE, steps)
        .withWarmUp(Math.max(1, Math.round(WARM_UP * steps)));
  }

  /** Muon for all weights but those of the last linear map; the rest learns as without it. */
  private ParameterGroups groups(Network network, int batch, long perEpoch) {
    var learned = network.parameters().trainable().names();
    String head = learned.stream().filter(name -> name.endsWith("weight")).toList().getLast();
    return new ParameterGroups(
        new Group(
            "filters",
            (name, parameter) -> name.endsWith("weight") && !name.equals(head),
            new Muon(FILTER_MOMENTUM, NEWTON_SCHULZ_STEPS).normalizingFilters(),
            Schedule.linear(FILTER_RATE, epochs() * perEpoch)),
        new Group("rest", (name, parameter) -> true, rule(), rate(batch, perEpoch), decay()));
  }

  /** What was changed last, or the report's network. */
  @Override
  public String toString() {
    return changes.isEmpty() ? "report R0's best network" : "+ " + changes.getLast();
  }
}
