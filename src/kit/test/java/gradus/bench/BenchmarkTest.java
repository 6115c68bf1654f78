package gradus.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Examples;
import gradus.datasets.DataFolder;
import gradus.layer.Initializer;
import gradus.layer.Network;
import gradus.model.Mlp;
import gradus.report.ReportNetworks;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkTest {
  private static final Pace SHORT = new Pace(3, 0.1, 0.1);

  @TempDir Path logs;

  private final Initializer initializer = Initializer.he(Precision.SINGLE, new Seed(1));
  private final Network network = Mlp.of(Shape.of(2, 2, 1), initializer, 3, 10);

  private Workload training(DataFolder data) {
    Tensor images = Tensor.zeros(Precision.SINGLE, Shape.of(6, 2, 2, 1));
    return new TrainingWorkload(network, Examples.of(images, 0, 1, 2, 3, 4, 5), 2);
  }

  private Result race(Start... libraries) throws IOException {
    var contest = new Case("T1", "a test", Case.Pictures.DIGITS, 1.5, this::training);
    return Race.run(contest, List.of(libraries), SHORT, logs);
  }

  @Test
  void aRaceIsWonByTheFasterLibrary() throws IOException {
    Result result = race(FakeLibrary.named("Gradus", 0.01), FakeLibrary.named("PyTorch", 0.0172));
    String rows = new Table(400).rows(result);
    assertTrue(rows.contains("1.72× PyTorch (1.5 wanted)"), rows);
    assertTrue(rows.contains("1,000"), "images each second, in " + rows);
    assertTrue(rows.contains("200.0"), "GFLOP/s, in " + rows);
    assertTrue(rows.contains("50 %"), "of the peak, in " + rows);
  }

  @Test
  void aLibraryThatDoesNotRunHereIsNamedWithItsReason() throws IOException {
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
  void aTrainingThatDivergesProvesNothing() throws IOException {
    Result result = race(FakeLibrary.named("Gradus", Double.NaN));
    assertEquals(List.of("Gradus diverged: its loss is NaN"), result.failures());
  }

  @Test
  void aProcessThatEndsIsReportedAndTheOthersGoOn() throws IOException {
    var broken = new Start("PyTorch", FakeLibrary.named("", 0).command().subList(0, 4), Map.of());
    Result result = race(FakeLibrary.named("Gradus", 0.01), broken);
    assertTrue(result.failures().getFirst().contains("PyTorch.log"), result.failures().toString());
    assertEquals(1, result.lines().size());
  }

  @Test
  void theMedianOfTheRoundsCountsAndAnOutlierDoesNot() {
    var entry = new Entry();
    entry.addWarmUp(new Participant.Run(1, 3, 6));
    entry.addWarmUp(new Participant.Run(1, 1, 2));
    for (double seconds : List.of(1.0, 1.0, 50.0)) {
      entry.addRound(new Participant.Run(1, seconds, 2));
    }
    assertEquals(1, entry.secondsPerStep());
    assertEquals(2, entry.processorSecondsPerStep());
    assertEquals(3, entry.firstStep());
    assertEquals(3, entry.steadyAfter());
    assertEquals(4, entry.secondsOfFirst(2));
    assertEquals(59, entry.secondsOfFirst(8));
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
    Workload workload = training(DataFolder.at(logs));
    workload.run(1);
    Profile profile = Profile.of(workload, 2_000);
    assertTrue(profile.bytesPerStep() > 1_000, profile.toString());
    double all = profile.shares().stream().mapToDouble(share -> share).sum();
    assertTrue(all == 0 || Math.abs(all - 1) < 1e-9, profile.toString());
    Profile read = Profile.parse(List.of(profile.format().split(" ")));
    assertEquals(profile.row("T1", 1e9), read.row("T1", 1e9));
  }

  @Test
  void casesAreFoundByNameWhateverTheirCapitals() {
    assertEquals(List.of("A1", "K2"), ids("k2", "A1"));
    assertEquals(List.of("I1-1", "I1-1000"), ids("I1"));
    assertEquals(13, Case.named(List.of()).size());
  }

  @Test
  void anUnknownCaseIsExplained() {
    var unknown =
        assertThrows(IllegalArgumentException.class, () -> Case.named(List.of("A1", "B7")));
    assertTrue(unknown.getMessage().startsWith("no case \"B7\"; there are A1, A2"));
  }

  private static List<String> ids(String... names) {
    return Case.named(List.of(names)).stream().map(Case::id).toList();
  }
}
