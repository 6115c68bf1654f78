package gradus.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gradus.data.Batch;
import gradus.data.DataSet;
import gradus.data.ExampleSets;
import gradus.data.Preprocessing;
import gradus.data.Split;
import gradus.layer.Initializer;
import gradus.layer.Network;
import gradus.layer.Relu;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.model.LeNet;
import gradus.model.Mlp;
import gradus.neighbors.Distance;
import gradus.neighbors.NearestNeighbors;
import gradus.optimizer.Momentum;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.training.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The methods of the course on real photographs, those of Debian's package {@code
 * dataset-fashion-mnist}: 5,000 to learn from, 1,000 to be judged by.
 */
class FashionMnistTest {
  private static final Shape PICTURE = Shape.of(28, 28, 1);
  private static ExampleSets sets;

  @BeforeAll
  static void readTheSystemsPictures(@TempDir Path nothing) throws IOException {
    DataFolder data = DataFolder.at(nothing);
    boolean installed = !data.around(Mnist.FASHION_FOLDER).equals(nothing);
    assumeTrue(installed, "the package dataset-fashion-mnist is not installed");
    DataSet set = data.greyPictures();
    assertEquals("Fashion-MNIST", set.name());
    sets =
        Split.fiveToOne(set)
            .first(5_000, 1_000, 0)
            .examples(Precision.SINGLE, Preprocessing::standardised);
  }

  @Test
  void nearestNeighbours() {
    Batch known = sets.training().all();
    Batch asked = sets.validation().all();
    var neighbors = new NearestNeighbors(flat(known), known.labels(), Distance.l2());
    int[] predicted = neighbors.predict(flat(asked), 5);
    long right =
        IntStream.range(0, asked.size()).filter(i -> predicted[i] == asked.labels()[i]).count();
    assertBetween(0.78, 0.84, right / 1e3);
  }

  @Test
  void softmax() throws InterruptedException {
    assertBetween(0.77, 0.83, trained(Mlp.of(PICTURE, initializer(), 10), 0.003));
  }

  @Test
  void fullyConnected() throws InterruptedException {
    assertBetween(0.80, 0.87, trained(Mlp.of(PICTURE, initializer(), 100, 10), 0.01));
  }

  @Test
  void convolutional() throws InterruptedException {
    Network net = LeNet.of(PICTURE, initializer(), Relu::new, 8, 16, 60, 10);
    assertBetween(0.80, 0.88, trained(net, 0.01));
  }

  private static double trained(Network network, double rate) throws InterruptedException {
    return Trainer.of(network, new SoftmaxCrossEntropy(), new Momentum(), rate)
        .seed(new Seed(1))
        .validation(sets.validation())
        .build()
        .epochs(sets.training(), 8)
        .last()
        .validationAccuracy();
  }

  private static Initializer initializer() {
    return Initializer.he(Precision.SINGLE, new Seed(231));
  }

  private static Tensor flat(Batch batch) {
    return batch.inputs().reshape(batch.size(), PICTURE.size());
  }

  private static void assertBetween(double low, double high, double accuracy) {
    assertTrue(
        low < accuracy && accuracy < high,
        "accuracy %.3f, expected %.2f to %.2f".formatted(accuracy, low, high));
  }
}
