package gradus.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Augmentation;
import gradus.data.Examples;
import gradus.layer.BatchNorm;
import gradus.layer.Dropout;
import gradus.layer.Initializer;
import gradus.layer.Layer;
import gradus.layer.Linear;
import gradus.layer.Mode;
import gradus.layer.Pass;
import gradus.layer.Relu;
import gradus.layer.Sequential;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.optimizer.Adam;
import gradus.optimizer.Schedule;
import gradus.optimizer.Sgd;
import gradus.tensor.Engines;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  private static final Seed SEED = new Seed(5);
  private static final Schedule RATE = Schedule.cosine(0.02, 40);
  private final Examples examples = examples("training");

  @TempDir private Path folder;

  private static Examples examples(String name) {
    Tensor inputs = Tensor.gaussian(Precision.SINGLE, Shape.of(30, 8), 1, SEED.stream(name));
    return Examples.of(inputs, SEED.stream("labels").ints(30, 0, 3).toArray());
  }

  /** A network with everything that has a state: weights, running statistics, randomness. */
  private static Layer network(int width) {
    Initializer initializer = Initializer.he(Precision.SINGLE, SEED);
    return new Sequential(
        new Linear(8, width, initializer),
        new BatchNorm(width, initializer),
        new Relu(),
        Dropout.zeroing(0.2),
        new Linear(width, 3, initializer));
  }

  private TrainerOptions options(Layer network) {
    return options(network, RATE);
  }

  private TrainerOptions options(Layer network, Schedule rate) {
    return Trainer.of(network, new SoftmaxCrossEntropy(), new Adam(), rate)
        .batchSize(10)
        .seed(SEED)
        .validation(examples("validation"));
  }

  @Test
  void aRunThatIsRestoredElsewhereGoesOnBitForBit() throws Exception {
    Layer whole = network(12);
    History expected = options(whole).build().epochs(examples, 4);

    Trainer first = options(network(12)).build();
    first.steps(examples, 4);
    Path file = folder.resolve("here.npz");
    first.checkpoint().write(file);
    Layer elsewhere = network(12);
    Trainer second = options(elsewhere).build();
    second.restore(Checkpoint.read(file));
    History received = second.untilEpoch(examples, 4);

    assertSameWeights(whole, elsewhere);
    assertEquals(expected.steps(), received.steps());
    assertEquals(
        expected.epochs().stream().map(Epoch::validation).toList(),
        received.epochs().stream().map(Epoch::validation).toList());
    assertTrue(received.seconds() > received.epochs().getFirst().seconds());
  }

  @Test
  void laterStepsDoNotChangeACheckpoint() throws Exception {
    Layer network = network(12);
    Trainer trainer = options(network).build();
    trainer.epochs(examples, 1);
    Checkpoint checkpoint = trainer.checkpoint();
    List<double[]> before = weights(network);
    trainer.epochs(examples, 1);
    assertFalse(Arrays.equals(before.getFirst(), weights(network).getFirst()));
    trainer.restore(checkpoint);
    assertArrayEquals(before.toArray(), weights(network).toArray());
    assertEquals(1, trainer.history().epochs().size());
  }

  @Test
  void oneMessageListsAllThatDoesNotFitAndNothingIsChanged() throws Exception {
    Checkpoint checkpoint = Checkpoint.of(network(12));
    Initializer initializer = Initializer.he(Precision.SINGLE, SEED);
    Layer other = new Sequential(new Linear(8, 12, initializer), new Linear(3, 12, initializer));
    List<double[]> before = weights(other);
    String message = assertThrows(IOException.class, () -> checkpoint.load(other)).getMessage();
    assertTrue(message.contains("missing: network.1.weight 3×12 SINGLE"), message);
    assertTrue(message.contains("unexpected: network.1.scale; "), message);
    assertArrayEquals(before.toArray(), weights(other).toArray());

    message = assertThrows(IOException.class, () -> checkpoint.load(network(13))).getMessage();
    assertTrue(
        message.contains("mis-shaped: network.0.weight is 8×12 SINGLE, expected 8×13"), message);
  }

  @Test
  void anotherOptimizerIsRefused() throws Exception {
    Trainer trainer = options(network(12)).build();
    trainer.epochs(examples, 1);
    Trainer other =
        Trainer.of(network(12), new SoftmaxCrossEntropy(), new Sgd(), RATE)
            .batchSize(10)
            .seed(SEED)
            .build();
    String message =
        assertThrows(IOException.class, () -> other.restore(trainer.checkpoint())).getMessage();
    assertTrue(
        message.contains("optimizer: it has Adam(0.9, 0.999, ε 1.0E-8), the trainer Sgd"), message);
  }

  @Test
  void everyNamedEvaluationIsKept() throws Exception {
    Trainer trainer =
        options(network(12))
            .evaluate("test", examples("test"))
            .evaluateAfter(epoch -> epoch == 2)
            .build();
    History history = trainer.epochs(examples, 2);
    Path file = folder.resolve("evaluations.npz");
    trainer.checkpoint().write(file);
    assertEquals(history.epochs(), Checkpoint.read(file).history().epochs());
    assertTrue(history.measures(Metric.loss("test")));
  }

  @Test
  void otherOptionsAndOtherRatesAreRefused() throws Exception {
    Trainer trainer = options(network(12)).build();
    trainer.epochs(examples, 1);
    Trainer options = options(network(12)).batchSize(15).seed(new Seed(6)).build();
    String message =
        assertThrows(IOException.class, () -> options.restore(trainer.checkpoint())).getMessage();
    assertTrue(message.contains("batch size: it has 10, the trainer 15"), message);
    assertTrue(message.contains("seed: it has 5, the trainer 6"), message);
    Trainer rates = options(network(12), Schedule.constant(0.02)).build();
    message =
        assertThrows(IOException.class, () -> rates.restore(trainer.checkpoint())).getMessage();
    assertTrue(message.contains(" at step 2, this trainer would have taken 0.02"), message);
  }

  @Test
  void whateverElseSteersARunMustAgree() throws Exception {
    Trainer trainer = options(network(12)).build();
    trainer.epochs(examples, 1);
    Checkpoint checkpoint = trainer.checkpoint();
    Initializer initializer = Initializer.he(Precision.SINGLE, SEED);
    Layer bolder =
        new Sequential(
            new Linear(8, 12, initializer),
            new BatchNorm(12, initializer),
            new Relu(),
            Dropout.zeroing(0.5),
            new Linear(12, 3, initializer));
    assertRefused(
        checkpoint,
        options(bolder),
        "it has … Dropout(zeroing 0.200), Linear(12→3)) …, the trainer … Dropout(zeroing 0.5");
    TrainerOptions otherEpsilon =
        Trainer.of(network(12), new SoftmaxCrossEntropy(), new Adam(0.9, 0.999, 1e-3), RATE)
            .batchSize(10)
            .seed(SEED);
    assertRefused(checkpoint, otherEpsilon, "optimizer: it has Adam(0.9, 0.999, ε 1.0E-8)");
    assertRefused(
        checkpoint,
        options(network(12)).augmentation(Augmentation.flip()),
        "augmentation: it has none, the trainer flip");
    assertRefused(
        checkpoint,
        options(network(12)).dropSmallerBatch(),
        "batch size: it has 10, the trainer 10, none smaller");
  }

  private static void assertRefused(Checkpoint checkpoint, TrainerOptions options, String because) {
    Trainer trainer = options.build();
    var error = assertThrows(IOException.class, () -> trainer.restore(checkpoint));
    assertTrue(error.getMessage().contains(because), error.getMessage());
    assertEquals(0, trainer.history().steps().size());
  }

  @Test
  void aLayerWithoutADescriptionIsKnownByItsClass() throws Exception {
    Trainer first = options(undescribed()).build();
    first.epochs(examples, 1);
    Trainer second = options(undescribed()).build();
    second.restore(first.checkpoint());
    assertEquals(3, second.history().steps().size());
    String network = first.checkpoint().provenance().get("network");
    assertEquals("Sequential(Linear(8→3), Undescribed, a lambda)", network);
  }

  private static Layer undescribed() {
    Layer lambda = (x, mode) -> Pass.unchanged(x);
    return new Sequential(
        new Linear(8, 3, Initializer.he(Precision.SINGLE, SEED)), new Undescribed(), lambda);
  }

  /** A layer as a learner may write it. */
  private static final class Undescribed implements Layer {
    @Override
    public Pass forward(Tensor x, Mode mode) {
      return Pass.unchanged(x);
    }
  }

  @Test
  void aCheckpointThatWasCutShortIsRefusedWithARemedyAndNothingIsChanged() throws Exception {
    Checkpoints kept = Checkpoints.in(folder);
    options(network(12)).checkpoints(kept).build().epochs(examples, 1);
    byte[] whole = Files.readAllBytes(kept.last());
    Layer network = network(12);
    List<double[]> before = weights(network);
    for (int length : new int[] {0, 1, 100, whole.length / 2, whole.length - 1}) {
      Files.write(kept.last(), Arrays.copyOf(whole, length));
      Trainer trainer = options(network).checkpoints(kept).build();
      String message = assertThrows(IOException.class, trainer::resume).getMessage();
      assertTrue(message.contains("last.npz is cut short or no .npz file"), message);
      assertTrue(message.contains("delete it"), message);
      assertArrayEquals(before.toArray(), weights(network).toArray());
    }
  }

  @Test
  void aFolderThatCannotBeWrittenToIsNamedWithTheReason() throws Exception {
    Path file = Files.writeString(folder.resolve("taken"), "by a file");
    Trainer trainer = options(network(12)).checkpoints(Checkpoints.in(file)).build();
    String message =
        assertThrows(UncheckedIOException.class, () -> trainer.epochs(examples, 1)).getMessage();
    assertTrue(message.contains("FileAlreadyExistsException"), message);
    assertTrue(message.endsWith("choose a folder that can be written to"), message);
  }

  @Test
  void theFileSaysWhereItComesFrom() throws Exception {
    Trainer trainer = options(network(12)).build();
    trainer.epochs(examples, 1);
    Path file = folder.resolve("here.npz");
    trainer.checkpoint().write(file);
    var provenance = Checkpoint.read(file).provenance();
    assertEquals("5", provenance.get("seed"));
    assertEquals("10", provenance.get("batch size"));
    assertEquals("Adam(0.9, 0.999, ε 1.0E-8)", provenance.get("optimizer"));
    assertEquals(RATE.toString(), provenance.get("learning rate"));
    assertEquals(Runtime.version().toString(), provenance.get("java"));
    assertEquals("30", provenance.get("examples"));
    assertEquals(Engines.describe(Precision.SINGLE), provenance.get("engine"));
  }

  @Test
  void theLastAndTheBestEpochAreKept() throws Exception {
    Checkpoints kept = Checkpoints.in(folder.resolve("run")).bestBy(Metric.VALIDATION_LOSS);
    Layer network = network(12);
    History history = options(network).checkpoints(kept).build().epochs(examples, 12);
    Epoch best = history.best(Metric.VALIDATION_LOSS);
    assertTrue(best.number() < 12, "the labels are random: " + best);
    Layer loaded = network(12);
    Checkpoint.read(kept.best()).load(loaded);
    assertEquals(best.number(), Checkpoint.read(kept.best()).history().last().number());
    assertEquals(
        best.validation(),
        Evaluation.of(loaded, new SoftmaxCrossEntropy(), examples("validation")));
    Checkpoint.read(kept.last()).load(loaded);
    assertSameWeights(network, loaded);
    try (var files = Files.list(kept.folder())) {
      assertEquals(2, files.count(), "nothing unfinished is left");
    }
  }

  @Test
  void aRunThatEndedEarlyStaysEndedAfterItIsResumed() throws Exception {
    Checkpoints kept = Checkpoints.in(folder);
    StoppingRule patience = new EarlyStopping(Metric.VALIDATION_LOSS, 2);
    Trainer first = options(network(12)).checkpoints(kept).stopping(patience).build();
    assertEquals(0, first.resume());
    long steps = first.untilEpoch(examples, 40).steps().size();
    assertTrue(steps < 120);
    Trainer second = options(network(12)).checkpoints(kept).stopping(patience).build();
    assertEquals(steps, second.resume());
    assertEquals(steps, second.untilEpoch(examples, 40).steps().size());
  }

  @Test
  void earlyStoppingByWhatIsNotMeasuredIsRefusedBeforeTraining() {
    var options =
        Trainer.of(network(12), new SoftmaxCrossEntropy(), new Sgd(), 0.01)
            .stopping(new EarlyStopping(Metric.VALIDATION_ACCURACY, 2));
    String message = assertThrows(IllegalArgumentException.class, options::build).getMessage();
    assertTrue(message.contains("validation accuracy, which is not measured"), message);
  }

  @Test
  void anInterruptWaitsUntilTheCheckpointIsWritten() throws Exception {
    Checkpoints kept = Checkpoints.in(folder);
    TrainingListener impatient =
        new TrainingListener() {
          @Override
          public void epoch(Epoch epoch) {
            Thread.currentThread().interrupt();
          }
        };
    Trainer trainer = options(network(12)).checkpoints(kept).listener(impatient).build();
    assertThrows(InterruptedException.class, () -> trainer.epochs(examples, 2));
    assertEquals(3, Checkpoint.read(kept.last()).history().steps().size());
  }

  private static List<double[]> weights(Layer layer) {
    return layer.parameters().names().stream()
        .map(name -> layer.parameters().get(name).value().toArray())
        .toList();
  }

  private static void assertSameWeights(Layer expected, Layer received) {
    assertArrayEquals(weights(expected).toArray(), weights(received).toArray());
  }

  @Test
  void aCheckpointThatAListenersErrorKeptFromBeingWrittenIsWrittenLater() throws Exception {
    TrainingListener faulty =
        new TrainingListener() {
          @Override
          public void epoch(Epoch epoch) {
            throw new IllegalStateException("as a cell that is stopped");
          }
        };
    Checkpoints kept = Checkpoints.in(folder);
    Trainer trainer = options(network(12)).listener(faulty).checkpoints(kept).build();
    assertThrows(IllegalStateException.class, () -> trainer.untilEpoch(examples, 1));
    trainer.untilEpoch(examples, 1);
    assertEquals(1, Checkpoint.read(kept.last()).history().epochs().size());
    assertTrue(Files.exists(kept.best()));
  }

  @Test
  void layersThatDifferInOneNumberAreOthers() throws Exception {
    Initializer initializer = Initializer.he(Precision.SINGLE, SEED);
    Checkpoint usual = options(new BatchNorm(8, initializer)).build().checkpoint();
    for (BatchNorm other :
        List.of(
            new BatchNorm(8, 0.4, 1e-5, initializer),
            new BatchNorm(8, 0.1, 1e-3, initializer),
            BatchNorm.cs231n(8, 1e-5, initializer))) {
      assertThrows(IOException.class, () -> options(other).build().restore(usual));
    }
  }
}
