package gradus.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Examples;
import gradus.layer.Initializer;
import gradus.layer.Layer;
import gradus.layer.Linear;
import gradus.layer.Relu;
import gradus.layer.Sequential;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.optimizer.Sgd;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
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

  private static Trainer.Options trainer(Layer network) {
    return Trainer.of(network, new SoftmaxCrossEntropy(), new Sgd())
        .learningRate(0.3)
        .batchSize(10);
  }

  @Test
  void aHandfulOfExamplesIsLearnedByHeart() throws InterruptedException {
    History history = trainer(network()).validation(examples).build().epochs(examples, 60);
    assertEquals(1.0, history.last().validationAccuracy());
    assertTrue(history.last().meanLoss() < 0.1, history.last().toString());
  }

  @Test
  void theSameSeedEndsInTheSameWeightsBitForBit() throws InterruptedException {
    Layer first = network();
    Layer second = network();
    trainer(first).build().epochs(examples, 3);
    trainer(second).build().epochs(examples, 3);
    for (String name : first.parameters().names()) {
      assertArrayEquals(
          first.parameters().get(name).value().toArray(),
          second.parameters().get(name).value().toArray());
    }
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
}
