package gradus.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Examples;
import gradus.layer.Ensemble;
import gradus.layer.Initializer;
import gradus.layer.Layer;
import gradus.layer.Linear;
import gradus.layer.Mode;
import gradus.layer.Relu;
import gradus.layer.Sequential;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.optimizer.Momentum;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.training.CrossValidation.Fold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
  private static final Seed SEED = new Seed(8);
  private final Examples examples = rings(120, "training");

  /** Points in the plane whose class is the ring that they lie in, with noise. */
  private static Examples rings(int count, String name) {
    RandomGenerator random = SEED.stream(name);
    Tensor inputs = Tensor.gaussian(Precision.SINGLE, Shape.of(count, 2), 1, random);
    int[] labels =
        IntStream.range(0, count)
            .map(
                i -> {
                  double x = inputs.get(2 * i);
                  double y = inputs.get(2 * i + 1);
                  return x * x + y * y + 0.5 * random.nextGaussian() > 1.4 ? 1 : 0;
                })
            .toArray();
    return Examples.of(inputs, labels);
  }

  private static Layer network(Seed seed) {
    Initializer initializer = Initializer.he(Precision.SINGLE, seed);
    return new Sequential(
        new Linear(2, 16, initializer), new Relu(), new Linear(16, 2, initializer));
  }

  private static TrainerOptions options(Layer network, Seed seed) {
    return Trainer.of(network, new SoftmaxCrossEntropy(), new Momentum(0.9), 0.1)
        .batchSize(20)
        .seed(seed);
  }

  @Test
  void everyExampleValidatesOnceAndNeverWhereItTrained() {
    List<Fold> folds = CrossValidation.folds(5, 23, SEED);
    int[] validated =
        folds.stream().flatMapToInt(fold -> Arrays.stream(fold.validation())).sorted().toArray();
    assertArrayEquals(IntStream.range(0, 23).toArray(), validated);
    for (Fold fold : folds) {
      int[] all =
          IntStream.concat(Arrays.stream(fold.training()), Arrays.stream(fold.validation()))
              .sorted()
              .toArray();
      assertArrayEquals(IntStream.range(0, 23).toArray(), all);
      assertTrue(fold.validation().length == 4 || fold.validation().length == 5);
    }
    assertFalse(
        Arrays.equals(
            folds.getFirst().validation(),
            CrossValidation.folds(5, 23, new Seed(9)).getFirst().validation()));
  }

  @Test
  void everyFoldBeginsAnewAndScoresOnWhatItHasNotSeen() throws InterruptedException {
    List<Seed> seeds = new ArrayList<>();
    CrossValidation validation =
        CrossValidation.run(
            4,
            examples,
            SEED,
            (training, held, seed) -> {
              assertEquals(90, training.count());
              assertEquals(30, held.count());
              seeds.add(seed);
              return options(network(seed), seed).validation(held).build().epochs(training, 10);
            });
    assertEquals(4, seeds.stream().distinct().count());
    double mean = validation.mean(Metric.VALIDATION_ACCURACY);
    assertTrue(mean > 0.7, "mean accuracy " + mean);
    assertEquals(
        mean, Arrays.stream(validation.scores(Metric.VALIDATION_ACCURACY)).average().orElse(0));
  }

  @Test
  void foldsThatCannotBeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> CrossValidation.folds(1, 10, SEED));
    assertThrows(IllegalArgumentException.class, () -> CrossValidation.folds(11, 10, SEED));
  }

  @Test
  void anEnsembleOfNetworksTrainedApartAnswersWithTheMeanOfTheirScores() throws Exception {
    Examples few = examples.subset(IntStream.range(0, 40).toArray());
    Ensemble ensemble =
        Ensemble.train(
            5,
            SEED,
            seed -> {
              Layer network = network(seed);
              options(network, seed).build().epochs(few, 60);
              return network;
            });
    Examples test = rings(400, "test");
    Tensor together = ensemble.forward(test.all().inputs(), Mode.evaluation()).output();
    double meanScore = 0;
    double meanLoss = 0;
    for (Layer member : ensemble.members()) {
      meanScore += member.forward(test.all().inputs(), Mode.evaluation()).output().get(7) / 5;
      meanLoss += Evaluation.of(member, new SoftmaxCrossEntropy(), test).loss() / 5;
    }
    assertEquals(meanScore, together.get(7), 1e-5);
    // Cross-entropy is convex in the scores: the mean answer is never worse than the mean member.
    assertTrue(Evaluation.of(ensemble, new SoftmaxCrossEntropy(), test).loss() < meanLoss);
    assertFalse(
        Arrays.equals(
            weights(ensemble.members().getFirst()), weights(ensemble.members().getLast())));
  }

  @Test
  void anEnsembleTrainedJointlyIsOneNetwork() throws Exception {
    Ensemble joint = new Ensemble(network(SEED.derive(0)), network(SEED.derive(1)));
    History history = options(joint, SEED).build().epochs(examples, 10);
    assertTrue(history.last().meanBatchAccuracy() > 0.7, history.last().toString());
  }

  private static double[] weights(Layer layer) {
    return layer.parameters().get("0.weight").value().toArray();
  }
}
