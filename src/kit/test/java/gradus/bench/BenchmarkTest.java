package gradus.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Examples;
import gradus.datasets.DataFolder;
import gradus.layer.Initializer;
import gradus.layer.Network;
import gradus.model.Mlp;
import gradus.report.experiments.ReportNetworks;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A race between fake libraries, and the profile of a real one. */
class BenchmarkTest {
  private static final MeasurementPlan SHORT = new MeasurementPlan(3, 0.1, 0.1);

  @TempDir Path logs;

  private final Initializer initializer = Initializer.he(Precision.SINGLE, new Seed(1));
  private final Network network = Mlp.of(Shape.of(2, 2, 1), initializer, 3, 10);

  private Workload training(DataFolder data) {
    Tensor images = Tensor.zeros(Precision.SINGLE, Shape.of(6, 2, 2, 1));
    return new TrainingWorkload(network, Examples.of(images, 0, 1, 2, 3, 4, 5), 2);
  }

  private Result race(ParticipantCommand... libraries) throws IOException {
    var contest = new Case("T1", "a test", Case.Pictures.DIGITS, 1.5, this::training);
    return Race.run(contest, List.of(libraries), SHORT, logs);
  }

  @Test
  void theTableSaysHowMuchFasterTheFasterLibraryIs() throws IOException {
    Result result = race(FakeLibrary.named("Gradus", 0.01), FakeLibrary.named("PyTorch", 0.0172));
    String rows = new Table(400).rows(result);
    assertTrue(rows.contains("1.72× PyTorch (1.5 wanted)"), rows);
    assertTrue(rows.contains("1,000"), "images each second, in " + rows);
    assertTrue(rows.contains("200.0"), "GFLOP/s, in " + rows);
    assertTrue(rows.contains("50 %"), "of the peak, in " + rows);
  }

  @Test
  void aLibraryThatCannotRunIsNamedWithTheReason() throws IOException {
    Result result = race(FakeLibrary.named("Gradus", 0.01), FakeLibrary.named("DJL", -1));
    assertEquals(
        List.of("DJL could not prepare T1: run without its native part"), result.failures());
    assertEquals(1, result.lines().size());
  }

  @Test
  void aLibraryThatIsNotComparedAtACaseIsNoFailure() throws IOException {
    Result result = race(FakeLibrary.named("Gradus", 0.01), FakeLibrary.named("EJML", 0));
    assertEquals(List.of(), result.failures());
    assertEquals(1, result.lines().size());
  }

  @Test
  void aTrainingThatDivergesFails() throws IOException {
    Result result = race(FakeLibrary.named("Gradus", Double.NaN));
    assertEquals(List.of("Gradus diverged: its loss is NaN"), result.failures());
  }

  @Test
  void aProcessThatEndsIsReportedAndTheOthersGoOn() throws IOException {
    var broken =
        new ParticipantCommand(
            "PyTorch", FakeLibrary.named("", 0).command().subList(0, 4), Map.of());
    Result result = race(FakeLibrary.named("Gradus", 0.01), broken);
    assertTrue(result.failures().getFirst().contains("PyTorch.log"), result.failures().toString());
    assertEquals(1, result.lines().size());
  }

  @Test
  void theMedianOfTheRoundsCountsAndAnOutlierDoesNot() {
    var measurements = new Measurements();
    measurements.addWarmUp(new Participant.Run(1, 3, 6));
    measurements.addWarmUp(new Participant.Run(1, 1, 2));
    for (double seconds : List.of(1.0, 1.0, 50.0)) {
      measurements.addRound(new Participant.Run(1, seconds, 2));
    }
    assertEquals(1, measurements.secondsPerStep());
    assertEquals(2, measurements.processorSecondsPerStep());
    assertEquals(3, measurements.firstStep());
    assertEquals(3, measurements.steadyAfter());
    assertEquals(4, measurements.secondsOfFirst(2));
    assertEquals(59, measurements.secondsOfFirst(8));
  }

  @Test
  void theOperationsOfTheFirstNetworkAreThoseCountedByHand() {
    Network leNet = ReportNetworks.n6(initializer);
    double firstConvolution = 28 * 28 * 75 * 32;
    double maps = firstConvolution + 10 * 10 * 800 * 64 + 1600 * 400 + 400 * 80 + 80 * 10;
    assertEquals(2 * maps, Operations.forward(leNet));
    assertEquals(6 * maps - 2 * firstConvolution, Operations.training(leNet));
  }

  @Test
  void aStepOfTrainingMovesTheWeights() throws Exception {
    double before = network.parameters().get("3.bias").value().get(0);
    Workload workload = training(DataFolder.at(logs));
    assertEquals(2.3, workload.run(1), 0.1);
    assertTrue(network.parameters().get("3.bias").value().get(0) != before);
    assertEquals(3, workload.stepsPerEpoch());
  }

  @Test
  void aProfileTellsWhatAStepAllocatesAndWhereItsTimeGoes() throws InterruptedException {
    Workload product = new ProductWorkload(512, initializer);
    product.run(20);
    Profile profile = Profile.of(product, 300);
    assertTrue(profile.bytesPerStep() > 4 * 512 * 512, profile.toString());
    assertEquals(1, profile.shares().stream().mapToDouble(share -> share).sum(), 1e-9);
    double rest = profile.shares().getLast();
    assertTrue(rest < 0.5, "a product is spent in the kernels: " + profile);
    assertEquals(profile, Profile.parse(List.of(profile.format().split(" "))));
  }

  @Test
  void everyKernelThatAProfileNamesIsAClassOfTheLibrary() throws Exception {
    Set<String> missing = new TreeSet<>();
    Profile.PARTS.forEach(missing::addAll);
    missing.removeAll(classesOf(Tensor.class));
    assertEquals(Set.of(), missing, "rename them in Profile.PARTS, too");
  }

  @Test
  void everyClassOfTheVectorEngineBelongsToAPartOfAProfile() throws Exception {
    Set<String> missing =
        new TreeSet<>(classesOf(Class.forName("gradus.tensor.vector.VectorEngine")));
    missing.removeIf(name -> name.contains("$") || name.equals("package-info"));
    Profile.PARTS.forEach(missing::removeAll);
    assertEquals(Set.of("Parallel"), missing, "only what hands work over belongs to the rest");
  }

  /** The simple names of all classes in a class's package and those below it. */
  private static Set<String> classesOf(Class<?> type) throws Exception {
    Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    String folder = type.getPackageName().replace('.', '/');
    try (FileSystem jar = Files.isDirectory(place) ? null : FileSystems.newFileSystem(place);
        Stream<Path> files =
            Files.walk(jar == null ? place.resolve(folder) : jar.getPath(folder))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".class"))
          .map(name -> name.replace(".class", ""))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void casesAreFoundByNameInAnyLetterCase() {
    assertEquals(List.of("A1", "K2"), ids("k2", "A1"));
    assertEquals(List.of("I1-1", "I1-1000"), ids("I1"));
    assertEquals(14, Cases.named(List.of()).size());
  }

  @Test
  void anUnknownCaseIsExplained() {
    var unknown =
        assertThrows(IllegalArgumentException.class, () -> Cases.named(List.of("A1", "B7")));
    assertTrue(unknown.getMessage().startsWith("no case \"B7\"; there are A1, A2"));
  }

  private static List<String> ids(String... names) {
    return Cases.named(List.of(names)).stream().map(Case::id).toList();
  }
}
