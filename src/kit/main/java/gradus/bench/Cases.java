package gradus.bench;

import static gradus.bench.Case.Pictures.DIGITS;
import static gradus.bench.Case.Pictures.OBJECTS;

import gradus.bench.Case.Pictures;
import gradus.data.DataSet;
import gradus.data.Examples;
import gradus.data.Images;
import gradus.data.Preprocessing;
import gradus.datasets.DataFolder;
import gradus.layer.Initializer;
import gradus.layer.Network;
import gradus.layer.Parameter;
import gradus.model.Airbench;
import gradus.model.Mlp;
import gradus.model.Mlp.Hidden;
import gradus.model.ResNet;
import gradus.optimizer.Muon;
import gradus.optimizer.Nesterov;
import gradus.optimizer.ParameterGroups;
import gradus.optimizer.ParameterGroups.Group;
import gradus.optimizer.Schedule;
import gradus.report.experiments.ReportNetworks;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All cases: networks of the reports, two large ones, distances, prediction. */
public final class Cases {
  private static final Shape DIGIT = Shape.of(28, 28, 1);
  private static final Shape OBJECT = Shape.of(32, 32, 3);

  /** AlexNet takes 224×224 pixels, the pictures have 32×32. */
  private static final int ENLARGEMENT = 7;

  private static final List<Case> ALL =
      List.of(
          training("A1", "LeNet 32-64-400-80-10", 98, OBJECTS, 1.7, ReportNetworks::n6),
          training("A2", "3072-100×4-10, batch norm", 100, OBJECTS, 1.5, Cases::fiveLayers),
          training("A3", "3072-500-10", 100, OBJECTS, 1.2, init -> ReportNetworks.n1(500, init)),
          training("A4", "784-1000-10", 32, DIGITS, 1.3, init -> Mlp.of(DIGIT, init, 1000, 10)),
          training("A5", "784-300-150-10, batch norm", 100, DIGITS, 1.6, ReportNetworks::n10),
          training("A6", "CNN of 4 and 8 filters", 50, DIGITS, 1.5, ReportNetworks::n7),
          training("A7", "ResNet-18 for 32×32", 64, OBJECTS, 1.3, ResNet::resNet18ForCifar),
          new Case("A8", "AlexNet 224×224, batch 16", OBJECTS, 1.1, Cases::alexNet),
          new Case("A9", "the race's network, batch 500", OBJECTS, 1.3, Cases::race),
          distances("K1", 500, 5_000, 1.3),
          distances("K2", 10_000, 50_000, 1.2),
          inference("I1-1", 1, 1.5),
          inference("I1-1000", 1000, 2),
          new Case(
              "P1",
              "product of 1,024×1,024 matrices",
              OBJECTS,
              0.95,
              data -> new ProductWorkload(1024, initializer())));

  private Cases() {}

  /**
   * The cases of these names, in the order of the list of all; all for no name. I1 stands for both
   * of its batch sizes.
   *
   * @throws IllegalArgumentException if a name is unknown
   */
  public static List<Case> named(List<String> names) {
    for (String name : names) {
      if (ALL.stream().noneMatch(each -> each.answersTo(name))) {
        String known = ALL.stream().map(Case::id).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("no case \"%s\"; there are %s".formatted(name, known));
      }
    }
    return ALL.stream()
        .filter(each -> names.isEmpty() || names.stream().anyMatch(each::answersTo))
        .toList();
  }

  private static Case training(
      String id,
      String title,
      int batchSize,
      Pictures pictures,
      double targetSpeedup,
      Function<Initializer, Network> network) {
    return new Case(
        id,
        title + ", batch " + batchSize,
        pictures,
        targetSpeedup,
        data ->
            new TrainingWorkload(
                network.apply(initializer()), examples(pictures.of(data)), batchSize));
  }

  private static Network fiveLayers(Initializer initializer) {
    return Mlp.of(OBJECT, initializer, Hidden.normalizedBefore(), 100, 100, 100, 100, 10);
  }

  private static Workload alexNet(DataFolder data) throws IOException {
    Images images = data.objects().training();
    var initializer = Initializer.lecun(Precision.SINGLE, new Seed(1)); // with He's it diverges
    var enlarged = new EnlargedImages(images, ENLARGEMENT, Preprocessing.standardised(images));
    return new TrainingWorkload(ReportNetworks.n15(3, 0.5, initializer), enlarged, 16);
  }

  private static Workload race(DataFolder data) throws IOException {
    Images images = data.objects().training();
    Preprocessing standardised = Preprocessing.standardised(images);
    Tensor whitened = standardised.apply(images.first(500), Precision.SINGLE);
    Network network =
        Airbench.airbench94(whitened, Initializer.uniform(Precision.SINGLE, new Seed(1)));
    String head = List.copyOf(network.parameters().trainable().names()).getLast();
    var rules =
        new ParameterGroups(
            new Group(
                "filters",
                (name, parameter) ->
                    parameter.role() == Parameter.Role.WEIGHT && !name.equals(head),
                new Muon(0.6, 3).normalizingFilters(),
                Schedule.constant(1)),
            new Group(
                "others", (name, parameter) -> true, new Nesterov(0.85), Schedule.constant(1)));
    Examples examples = Examples.of(images, Precision.SINGLE, standardised);
    return new TrainingWorkload(network, examples, 500, rules);
  }

  private static Case inference(String id, int batchSize, double targetSpeedup) {
    return new Case(
        id,
        "LeNet of A1 predicts, batch " + batchSize,
        OBJECTS,
        targetSpeedup,
        data ->
            new InferenceWorkload(
                ReportNetworks.n6(initializer()), examples(data.objects()), batchSize));
  }

  private static Case distances(String id, int queries, int examples, double targetSpeedup) {
    return new Case(
        id,
        "distances %,d × %,d".formatted(queries, examples),
        OBJECTS,
        targetSpeedup,
        data -> distances(data.objects(), queries, examples));
  }

  /** A generated set is smaller than the published one: its pictures are then used again. */
  private static Workload distances(DataSet set, int queries, int examples) {
    Images known = repeated(set.training(), examples);
    Images asked = repeated(set.test(), queries);
    Preprocessing unit = Preprocessing.unit();
    return new DistanceWorkload(
        unit.apply(known, Precision.SINGLE),
        known.labels(),
        unit.apply(asked, Precision.SINGLE),
        1_000);
  }

  private static Images repeated(Images images, int count) {
    int[] indices = new int[count];
    for (int i = 0; i < count; i++) {
      indices[i] = i % images.count();
    }
    return images.select(indices);
  }

  private static Examples examples(DataSet set) {
    Images images = set.training();
    return Examples.of(images, Precision.SINGLE, Preprocessing.standardised(images));
  }

  private static Initializer initializer() {
    return Initializer.he(Precision.SINGLE, new Seed(1));
  }
}
