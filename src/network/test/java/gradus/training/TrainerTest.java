package gradus.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Augmentation;
import gradus.data.Examples;
import gradus.data.Extent;
import gradus.data.Images;
import gradus.data.Preprocessing;
import gradus.layer.BatchNorm;
import gradus.layer.Flatten;
import gradus.layer.Initializer;
import gradus.layer.Layer;
import gradus.layer.Linear;
import gradus.layer.Relu;
import gradus.layer.Sequential;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.optimizer.AdamW;
import gradus.optimizer.Optimizer;
import gradus.optimizer.ParameterGroups;
import gradus.optimizer.ParameterGroups.Group;
import gradus.optimizer.Schedule;
import gradus.optimizer.Sgd;
import gradus.optimizer.WeightDecay;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private final Seed seed = new Seed(11);
  private final Examples examples = examples();

  private Examples examples() {
    Tensor inputs = Tensor.gaussian(Precision.SINGLE, Shape.of(30, 8), 1, seed.stream("inputs"));
    int[] labels = seed.stream("labels").ints(30, 0, 3).toArray();
    return Examples.of(inputs, labels);
  }

  private Layer network() {
    Initializer initializer = Initializer.he(Precision.SINGLE, seed);
    return new Sequential(
        new Linear(8, 40, initializer), new Relu(), new Linear(40, 3, initializer));
  }

  private static TrainerOptions trainer(Layer network) {
    return trainer(network, 0.3);
  }

  private static TrainerOptions trainer(Layer network, double rate) {
    return Trainer.of(network, new SoftmaxCrossEntropy(), new Sgd(), rate).batchSize(10);
  }

  @Test
  void aHandfulOfExamplesIsLearnedByHeart() throws InterruptedException {
    History history = trainer(network()).validation(examples).build().epochs(examples, 60);
    assertEquals(1.0, history.last().validationAccuracy());
    assertTrue(history.last().meanBatchLoss() < 0.1, history.last().toString());
  }

  @Test
  void theSameSeedEndsInTheSameWeightsBitForBit() throws InterruptedException {
    Layer first = network();
    Layer second = network();
    trainer(first).build().epochs(examples, 3);
    trainer(second).build().epochs(examples, 3);
    assertSameWeights(first, second);
  }

  @Test
  void listenersSeeEveryStepAndEveryEpoch() throws InterruptedException {
    List<Object> seen = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void step(Step step) {
            seen.add(step.number());
          }

          @Override
          public void epoch(Epoch epoch) {
            seen.add("epoch " + epoch.number());
          }
        };
    trainer(network()).listener(listener).build().epochs(examples, 2);
    assertEquals(List.of(1L, 2L, 3L, "epoch 1", 4L, 5L, 6L, "epoch 2"), seen);
  }

  @Test
  void anInterruptEndsTrainingBetweenTwoSteps() {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> trainer(network()).build().epochs(examples, 1));
  }

  @Test
  void aTrainerThatIsAskedAgainGoesOnAsIfItHadNotPaused() throws InterruptedException {
    Layer paused = network();
    Trainer trainer = trainer(paused).build();
    trainer.steps(examples, 4);
    trainer.epochs(examples, 1);
    History history = trainer.untilEpoch(examples, 3);
    assertEquals(9, history.steps().size());
    assertEquals(3, history.last().number());
    Layer whole = network();
    assertEquals(trainer(whole).build().epochs(examples, 3).steps(), history.steps());
    assertSameWeights(whole, paused);
    assertEquals(9, trainer.untilEpoch(examples, 3).steps().size(), "there is nothing left to do");
  }

  @Test
  void anotherTrainingSetInTheMiddleOfARunIsRefused() throws InterruptedException {
    Trainer trainer = trainer(network()).build();
    trainer.epochs(examples, 1);
    Examples fewer = examples.subset(IntStream.range(0, 10).toArray());
    assertThrows(IllegalArgumentException.class, () -> trainer.epochs(fewer, 1));
  }

  @Test
  void anInterruptedRunGoesOnWhereItStopped() throws InterruptedException {
    Layer interrupted = network();
    TrainingListener impatient =
        new TrainingListener() {
          @Override
          public void step(Step step) {
            if (step.number() == 2) {
              Thread.currentThread().interrupt();
            }
          }
        };
    Trainer trainer = trainer(interrupted).listener(impatient).build();
    assertThrows(InterruptedException.class, () -> trainer.epochs(examples, 2));
    assertEquals(2, trainer.history().steps().size());
    trainer.epochs(examples, 2);
    Layer whole = network();
    trainer(whole).build().epochs(examples, 2);
    assertSameWeights(whole, interrupted);
  }

  @Test
  void anEpochThatAListenersErrorKeptFromEndingEndsLater() throws InterruptedException {
    TrainingListener faulty =
        new TrainingListener() {
          @Override
          public void step(Step step) {
            if (step.number() == 3) {
              throw new IllegalStateException("as a cell that is stopped");
            }
          }
        };
    Trainer trainer = trainer(network()).listener(faulty).build();
    assertThrows(IllegalStateException.class, () -> trainer.epochs(examples, 2));
    assertEquals(3, trainer.history().steps().size());
    History history = trainer.epochs(examples, 2);
    assertEquals(List.of(3L, 6L), history.epochs().stream().map(Epoch::step).toList());
  }

  @Test
  void accuraciesOnBatchesAndOnWholeSetsAreDifferentNumbers() throws InterruptedException {
    Layer network = network();
    Examples few = examples.subset(0, 1, 2, 3, 4, 5, 6);
    Epoch epoch =
        trainer(network).evaluateTrainingSet().validation(few).build().epochs(examples, 3).last();
    assertEquals(
        Evaluation.of(network, new SoftmaxCrossEntropy(), examples).accuracy(),
        epoch.trainingAccuracy());
    assertEquals(
        Evaluation.of(network, new SoftmaxCrossEntropy(), few).loss(), epoch.validationLoss());
    assertNotEquals(epoch.trainingAccuracy(), epoch.meanBatchAccuracy());
    Epoch unmeasured = trainer(network()).build().epochs(examples, 1).last();
    assertEquals(Double.NaN, unmeasured.trainingAccuracy());
    assertEquals(Double.NaN, unmeasured.validationAccuracy());
  }

  @Test
  void aSmallerLastBatchCanBeLeftOut() throws InterruptedException {
    Examples notDividing = examples.subset(IntStream.range(0, 21).toArray());
    Trainer keeping = trainer(normalized()).build();
    var error = assertThrows(IllegalArgumentException.class, () -> keeping.epochs(notDividing, 1));
    assertTrue(error.getMessage().contains("drop a smaller last one"), error.getMessage());
    History history = trainer(normalized()).dropSmallerBatch().build().epochs(notDividing, 2);
    assertEquals(4, history.steps().size());
    assertEquals(2, history.last().number());
  }

  private Layer normalized() {
    Initializer initializer = Initializer.he(Precision.SINGLE, seed);
    return new Sequential(
        Linear.withoutBias(8, 5, initializer),
        new BatchNorm(5, initializer),
        new Linear(5, 3, initializer));
  }

  @Test
  void whatCannotBeTrainedOrMeasuredIsRefusedBeforeTheFirstStep() {
    Examples none = examples.subset();
    assertThrows(IllegalArgumentException.class, () -> trainer(network()).validation(none));
    assertThrows(IllegalArgumentException.class, () -> trainer(network()).batchSize(0));
    assertThrows(IllegalArgumentException.class, () -> trainer(network()).build().epochs(none, 1));
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> Evaluation.of(network(), new SoftmaxCrossEntropy(), none));
    assertTrue(error.getMessage().contains("received a set of none"), error.getMessage());
  }

  @Test
  void anyNumberOfNamedSetsIsEvaluated() throws InterruptedException {
    Layer network = network();
    Examples few = examples.subset(0, 1, 2);
    History history =
        trainer(network)
            .validation(examples)
            .evaluate("test", few)
            .evaluateAfter(epoch -> epoch != 2)
            .build()
            .epochs(examples, 3);
    Metric test = Metric.accuracy("test");
    assertEquals(Evaluation.of(network, new SoftmaxCrossEntropy(), few), history.last().on("test"));
    assertEquals(List.of("validation", "test"), List.copyOf(history.last().evaluations().keySet()));
    assertEquals(Evaluation.absent(), history.epochs().get(1).on("test"));
    double[] values = history.values(test);
    assertEquals(3, values.length);
    assertEquals(Double.NaN, values[1]);
    assertEquals(history.last().on("test").accuracy(), values[2]);
    assertTrue(history.measures(test));
    assertFalse(history.measures(Metric.accuracy("elsewhere")));
    assertEquals(history.steps().getLast().batchLoss(), history.losses()[8]);
  }

  @Test
  void aNameThatStandsForAnotherSetIsRefused() {
    for (String name : List.of("training", "mean batch")) {
      var error =
          assertThrows(
              IllegalArgumentException.class, () -> trainer(network()).evaluate(name, examples));
      assertTrue(error.getMessage().contains("use evaluateTrainingSet()"), error.getMessage());
    }
  }

  @Test
  void weightsThatWouldDecayTwiceAreRefused() {
    assertDecaysOnce(new AdamW(0.1));
    assertDecaysOnce(decaying(new AdamW(0.1), WeightDecay.none()));
    assertDecaysOnce(decaying(new Sgd(), WeightDecay.halfSquare(0.1)));
  }

  private static ParameterGroups decaying(Optimizer rule, WeightDecay decay) {
    return new ParameterGroups(
        new Group("all", (name, parameter) -> true, rule, Schedule.constant(1), decay));
  }

  private void assertDecaysOnce(Optimizer optimizer) {
    TrainerOptions options = Trainer.of(network(), new SoftmaxCrossEntropy(), optimizer, 0.3);
    for (WeightDecay second :
        List.of(WeightDecay.decoupled(0.1), WeightDecay.halfSquare(0.1), WeightDecay.square(0.1))) {
      TrainerOptions twice = options.weightDecay(second);
      var error = assertThrows(IllegalArgumentException.class, twice::build);
      assertTrue(error.getMessage().endsWith("leave out one of them"), error.getMessage());
    }
    assertNotNull(options.weightDecay(WeightDecay.none()).build());
  }

  @Test
  void aNetworkThatDivergedGetsNothingRight() throws InterruptedException {
    History history =
        trainer(network(), 1e30)
            .validation(examples)
            .stopping(new EarlyStopping(Metric.VALIDATION_LOSS, 2))
            .build()
            .epochs(examples, 20);
    assertEquals(3, history.epochs().size(), "no epoch is better than the first");
    assertEquals(Double.NaN, history.last().validationLoss());
    assertEquals(0, history.last().validationAccuracy());
    assertEquals(0, history.steps().getLast().batchAccuracy());
  }

  @Test
  void theBestEpochIsTheFirstThatNoOtherSurpasses() {
    History history = history(3, 2, 4, 2, Double.NaN);
    assertEquals(2, history.best(Metric.VALIDATION_LOSS).number());
    assertEquals(3, history.best(Metric.VALIDATION_ACCURACY).number());
    assertEquals(1, history(Double.NaN, Double.NaN).best(Metric.VALIDATION_LOSS).number());
  }

  @Test
  void patienceEndsAfterSoManyEpochsWithoutANewBest() {
    EarlyStopping stopping = new EarlyStopping(Metric.VALIDATION_LOSS, 2);
    assertFalse(stopping.stops(History.empty()));
    assertFalse(stopping.stops(history(3, 2, 4)));
    assertTrue(stopping.stops(history(3, 2, 4, 2)));
    assertFalse(stopping.stops(history(3, 2, 4, 1)));
  }

  @Test
  void earlyStoppingEndsTheRunAndItStaysEnded() throws InterruptedException {
    Examples noise =
        Examples.of(
            Tensor.gaussian(Precision.SINGLE, Shape.of(30, 8), 1, seed.stream("noise")),
            seed.stream("noise labels").ints(30, 0, 3).toArray());
    Trainer trainer =
        trainer(network())
            .validation(noise)
            .stopping(new EarlyStopping(Metric.VALIDATION_LOSS, 2))
            .build();
    History history = trainer.epochs(examples, 100);
    int epochs = history.epochs().size();
    assertEquals(epochs - 2, history.best(Metric.VALIDATION_LOSS).number());
    assertTrue(epochs < 100);
    assertEquals(epochs, trainer.epochs(examples, 5).epochs().size());
  }

  @Test
  void picturesAreAugmentedForTrainingAndNotForEvaluation() throws InterruptedException {
    Examples pictures = pictures();
    Trainer plain = onPictures().build();
    Trainer everyEpoch = onPictures().augmentation(Augmentation.cutout(4)).build();
    double[] losses = losses(plain, pictures);
    assertEquals(losses[0], losses[1], "without a change, two epochs at rate 0 are the same");
    double[] fresh = losses(everyEpoch, pictures);
    assertNotEquals(losses[0], fresh[0]);
    assertNotEquals(fresh[0], fresh[1]);
    assertEquals(plain.history().last().trainingLoss(), everyEpoch.history().last().trainingLoss());
  }

  /** Batches as large as the set and a rate of 0: the loss depends on the pictures alone. */
  private TrainerOptions onPictures() {
    Initializer initializer = Initializer.he(Precision.DOUBLE, seed);
    return trainer(new Sequential(new Flatten(), new Linear(64, 3, initializer)), 0)
        .batchSize(12)
        .evaluateTrainingSet();
  }

  private Examples pictures() {
    byte[] pixels = new byte[12 * 64];
    Arrays.fill(pixels, (byte) 200);
    int[] labels = IntStream.range(0, 12).map(i -> i % 3).toArray();
    Images images = new Images(pixels, new Extent(8, 8, 1), labels, List.of("a", "b", "c"));
    return Examples.of(images, Precision.DOUBLE, Preprocessing.unit());
  }

  private static double[] losses(Trainer trainer, Examples pictures) throws InterruptedException {
    return trainer.epochs(pictures, 2).steps().stream()
        .mapToDouble(step -> Math.rint(1e12 * step.batchLoss()))
        .toArray();
  }

  private static History history(double... values) {
    List<Epoch> epochs = new ArrayList<>();
    for (double value : values) {
      var evaluation = new Evaluation(value, value);
      epochs.add(new Epoch(epochs.size() + 1, 0, evaluation, Map.of("validation", evaluation), 0));
    }
    return new History(List.of(), epochs, 0);
  }

  private static void assertSameWeights(Layer expected, Layer received) {
    for (String name : expected.parameters().names()) {
      assertArrayEquals(
          expected.parameters().get(name).value().toArray(),
          received.parameters().get(name).value().toArray(),
          name);
    }
  }

  @Test
  void patienceCountsEvaluatedEpochs() throws InterruptedException {
    History history =
        trainer(network(), 0) // learns nothing, so the first evaluation stays the best
            .validation(examples)
            .evaluateAfter(epoch -> epoch % 4 == 0)
            .stopping(new EarlyStopping(Metric.VALIDATION_LOSS, 2))
            .build()
            .epochs(examples, 20);
    assertEquals(12, history.last().number());
  }

  @Test
  void aTrainingSetThatWasRefusedBindsNobody() throws InterruptedException {
    Trainer trainer = trainer(network()).batchSize(20).dropSmallerBatch().build();
    Examples tooFew = examples.subset(0, 1, 2);
    assertThrows(IllegalArgumentException.class, () -> trainer.epochs(tooFew, 1));
    assertEquals(1, trainer.epochs(examples, 1).steps().size());
  }

  @Test
  void aListenerIsEndedEvenIfAnotherOneFailsToBegin() {
    List<String> seen = new ArrayList<>();
    TrainingListener first =
        new TrainingListener() {
          @Override
          public void end() {
            seen.add("end");
          }
        };
    TrainingListener faulty =
        new TrainingListener() {
          @Override
          public void begin(long steps) {
            throw new IllegalStateException("as a chart without a screen");
          }
        };
    Trainer trainer = trainer(network()).listener(first).listener(faulty).build();
    assertThrows(IllegalStateException.class, () -> trainer.epochs(examples, 1));
    assertEquals(List.of("end"), seen);
  }
}
