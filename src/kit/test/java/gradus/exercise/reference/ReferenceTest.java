package gradus.exercise.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import gradus.data.Images;
import gradus.data.Preprocessing;
import gradus.datasets.Cifar10;
import gradus.datasets.DataFolder;
import gradus.exercise.ValueComparison;
import gradus.exercise.Values;
import gradus.layer.Dropout;
import gradus.layer.LeakyRelu;
import gradus.layer.Mode;
import gradus.layer.Relu;
import gradus.layer.Sigmoid;
import gradus.layer.Tanh;
import gradus.loss.MulticlassHinge;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.neighbors.Distance;
import gradus.neighbors.NearestNeighbors;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The library gives the answers that were computed elsewhere. */
class ReferenceTest {
  /** The cases that are more than given numbers and expected ones; each has a test of its own. */
  private static final Set<String> SPECIAL =
      Set.of("dropout_statistics", "knn_cifar10_exact", "cifar10_mean_image", "dataset_checksums");

  private static final Mode EVALUATION = Mode.evaluation();

  private static Map<String, UnaryOperator<Values>> answers() {
    Map<String, UnaryOperator<Values>> answers = new TreeMap<>();
    answers.put("affine_forward", DenseAnswers::affine);
    answers.put("affine_backward_small", DenseAnswers::affine);
    answers.put("relu_forward", given -> DenseAnswers.forward(new Relu(), given));
    answers.put("relu_activation", given -> DenseAnswers.there(new Relu(), EVALUATION, given));
    answers.put(
        "leaky_relu_activation",
        given -> DenseAnswers.there(new LeakyRelu(given.number("alpha")), EVALUATION, given));
    answers.put(
        "sigmoid_activation", given -> DenseAnswers.there(new Sigmoid(), EVALUATION, given));
    answers.put("tanh_activation", given -> DenseAnswers.there(new Tanh(), EVALUATION, given));
    answers.put("two_layer_net_modular", DenseAnswers::twoLayerNet);
    answers.put("loss_layers_seed231", DenseAnswers::lossLayers);
    answers.put(
        "svm_linear_classifier",
        given -> DenseAnswers.linearClassifier(new MulticlassHinge(given.number("delta")), given));
    answers.put(
        "softmax_linear_classifier",
        given -> DenseAnswers.linearClassifier(new SoftmaxCrossEntropy(), given));
    answers.put(
        "svm_notes_delta10",
        given -> DenseAnswers.loss(new MulticlassHinge(given.number("delta")), given));
    answers.put("softmax_stability", given -> DenseAnswers.loss(new SoftmaxCrossEntropy(), given));
    answers.put("sigmoid_neuron_circuit", OtherAnswers::neuron);
    answers.put("xyz_circuit", OtherAnswers::circuit);
    answers.put("fcnet3_init_loss_reg0", DenseAnswers::threeLayerNet);
    answers.put("fcnet3_init_loss_reg3.14", DenseAnswers::threeLayerNet);
    answers.put("fcnet3_bn_init_loss", DenseAnswers::normalisedNet);
    answers.put("fcnet3_dropout0.75", DenseAnswers::droppingNet);
    answers.put("dropout_given_mask", DenseAnswers::dropout);
    answers.put("sgd_momentum", OtherAnswers::momentum);
    answers.put("rmsprop", OtherAnswers::rmsProp);
    answers.put("adam", OtherAnswers::adam);
    answers.put("sgd_plain", OtherAnswers::sgd);
    answers.put("lr_schedules", OtherAnswers::schedules);
    answers.put("conv_forward", ImageAnswers::convolution);
    answers.put("max_pool", ImageAnswers::maxPool);
    answers.put("avg_pool", ImageAnswers::averagePool);
    answers.put("im2col_2x2", ImageAnswers::im2col);
    answers.put("batchnorm_forward_stats", DenseAnswers::batchNorm);
    answers.put("batchnorm_test_time", DenseAnswers::batchNormAtTest);
    answers.put("layernorm_forward_stats", DenseAnswers::layerNorm);
    answers.put("spatial_batchnorm_stats", ImageAnswers::batchNorm);
    answers.put("double_softmax_flag", DenseAnswers::doubleSoftmax);
    answers.put("knn_small", OtherAnswers::neighbors);
    answers.put("parameter_counts", given -> ImageAnswers.parameterCounts());
    answers.put(
        "conv_output_sizes", given -> ImageAnswers.outputSizes(Reference.of("conv_output_sizes")));
    answers.put("init_loss_sanity", given -> ImageAnswers.initialLosses());
    answers.put("micrograd_readme", OtherAnswers::reusedNodes);
    return answers;
  }

  static Set<String> ids() {
    return answers().keySet();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void theLibraryGivesTheReferenceAnswer(String id) {
    Reference reference = Reference.of(id);
    Values answer = answers().get(id).apply(reference.given());
    assertTrue(answer.names().containsAll(reference.expected().names()), answer::toString);
    // The texts of this case give no tolerance, and ln 10 is ln 10.
    double tolerance = id.equals("init_loss_sanity") ? 1e-12 : reference.tolerance();
    for (String name : reference.expected().names()) {
      var comparison =
          new ValueComparison(name, answer.tensor(name), reference.expected().tensor(name));
      assertTrue(comparison.error() <= tolerance, comparison::toString);
    }
  }

  @Test
  void noCaseIsLeftOut() {
    Set<String> tested = new TreeSet<>(ids());
    tested.addAll(SPECIAL);
    assertEquals(tested, new TreeSet<>(Reference.ids()));
    assertEquals(43, tested.size());
  }

  @Test
  void theFirstLossOfAThreeLayerConvNetIsInItsRange() {
    assertEquals(2.3026, ImageAnswers.threeLayerConvNet(0), 1e-4);
    assertEquals(2.5083, ImageAnswers.threeLayerConvNet(0.5), 1e-3);
  }

  @Test
  void dropoutKeepsTheMeanAndTheShare() {
    Tensor x =
        Tensor.gaussian(Precision.DOUBLE, Shape.of(500, 500), 1, new Seed(231).stream("x"))
            .map(v -> v + 10);
    double mean = mean(x);
    Values given = Reference.of("dropout_statistics").given();
    double tolerance =
        Reference.of("dropout_statistics").expected().number("mean_train_minus_mean_input_abs_max");
    for (double keep : given.vector("keep")) {
      Dropout dropout = Dropout.keeping(keep);
      Tensor out = dropout.forward(x, Mode.training(new Seed(1).stream("dropout"))).output();
      assertEquals(mean, mean(out), tolerance);
      assertEquals(1 - keep, mean(out.map(v -> v == 0 ? 1 : 0)), 0.005);
      assertEquals(mean, mean(dropout.forward(x, Mode.evaluation()).output()));
    }
  }

  private static double mean(Tensor x) {
    return Arrays.stream(x.toArray()).average().orElseThrow();
  }

  @Test
  void theManifestHasThePublishedChecksums() throws IOException {
    Values sizes = Reference.of("dataset_checksums").expected();
    var published = ReferenceFile.read().json("dataset_checksums").getAsJsonObject("expected");
    int compared = 0;
    var manifest = JsonParser.parseString(Files.readString(Path.of("datasets/manifest.json")));
    for (var set : manifest.getAsJsonArray()) {
      if (set.getAsJsonObject().get("id").getAsString().equals("fashion-mnist")) {
        continue; // names its files as MNIST does; the reference knows MNIST's
      }
      for (var element : set.getAsJsonObject().getAsJsonArray("files")) {
        var file = element.getAsJsonObject();
        var expected = published.getAsJsonObject(file.get("name").getAsString());
        assertEquals(expected.get("md5"), file.get("md5"));
        compared++;
      }
    }
    assertEquals(5, compared);
    assertEquals(170052171, sizes.number("cifar-10-binary.tar.gz.bytes"));
  }

  private static Path cifar() throws IOException {
    Path folder = DataFolder.current().cifar10();
    assumeTrue(Files.exists(folder.resolve("data_batch_1.bin")), "CIFAR-10 is not in " + folder);
    return folder;
  }

  @Test
  void theMeanImageIsThePublishedOne() throws IOException {
    assumeTrue(Files.size(cifar().resolve("test_batch.bin")) == 30_730_000);
    Images training = Cifar10.read(cifar()).training();
    double[] mean = Preprocessing.meanImage(training.slice(0, 49_000)).offsets(training.extent());
    Reference reference = Reference.of("cifar10_mean_image");
    String name = "mean_image_first10_hwc";
    Values received = Values.of(name, Arrays.copyOf(mean, 10));
    var comparison =
        new ValueComparison(name, received.tensor(name), reference.expected().tensor(name));
    assertTrue(comparison.error() <= reference.tolerance(), comparison::toString);
  }

  @Test
  void nearestNeighboursFindWhatWasPublished() throws IOException {
    var set = Cifar10.read(cifar());
    Images training = set.training().slice(0, 5000);
    Images test = set.test().slice(0, 500);
    var classifier = new NearestNeighbors(pixels(training), training.labels(), Distance.l2());
    int[][] nearest = classifier.nearest(pixels(test), 10);
    assertEquals(137, right(classifier.vote(nearest, 1), test.labels()));
    assertEquals(139, right(classifier.vote(nearest, 5), test.labels()));
    assertEquals(141, right(classifier.vote(nearest, 10), test.labels()));
  }

  /** Each fold takes a while; {@code -Dgradus.folds=5} looks at all of them. */
  @Test
  void aFoldOfTheCrossValidationHasThePublishedAccuracy() throws IOException {
    Images training = Cifar10.read(cifar()).training().slice(0, 5000);
    Values published = Reference.of("knn_cifar10_exact").expected();
    for (int fold = 0; fold < Integer.getInteger("gradus.folds", 1); fold++) {
      Images held = training.slice(1000 * fold, 1000 * fold + 1000);
      int from = 1000 * fold;
      Images others =
          training.select(
              IntStream.range(0, 5000).filter(i -> i < from || i >= from + 1000).toArray());
      var classifier = new NearestNeighbors(pixels(others), others.labels(), Distance.l2());
      int[][] nearest = classifier.nearest(pixels(held), 100);
      for (int k : new int[] {1, 3, 5, 8, 10, 12, 15, 20, 50, 100}) {
        double accuracy = right(classifier.vote(nearest, k), held.labels()) / 1000.0;
        assertEquals(published.vector("cv5_accuracy_per_fold." + k)[fold], accuracy, "k = " + k);
      }
    }
  }

  private static Tensor pixels(Images images) {
    return Preprocessing.none().apply(images, Precision.DOUBLE);
  }

  private static int right(int[] labels, int[] expected) {
    return (int) IntStream.range(0, labels.length).filter(i -> labels[i] == expected[i]).count();
  }
}
