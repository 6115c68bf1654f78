package gradus.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.course.Budget;
import gradus.datasets.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExperimentRunnerTest {
  @TempDir private Path folder;

  private static final Recipe SMALL =
      Experiments.byId("E2.9").recipes().getFirst(); // 784-100-30-10

  @Test
  void aKilledCampaignGoesOnWithWhatIsNotRecorded() throws Exception {
    List<ExperimentRun> runs = ExperimentRunner.runs(List.of(SMALL), 3, Budget.QUICK);
    assertThrows(
        InterruptedException.class, () -> campaign().carryOut(runs, new KillsAtFirstEnd()));
    List<String> recordedFirst = records();

    List<ExperimentRun> second = Collections.synchronizedList(new ArrayList<>());
    campaign().carryOut(runs, new Notes(second));

    assertTrue(recordedFirst.size() >= 1 && recordedFirst.size() < 3, recordedFirst.toString());
    assertEquals(3 - recordedFirst.size(), second.size());
    assertEquals(3, records().size());
  }

  @Test
  void halfAFileIsNoRecordAndNoObstacle() throws Exception {
    Files.createDirectories(folder.resolve("quick"));
    Files.writeString(folder.resolve("quick/.r2-100-30-momentum-100.1.json-17"), "{\"recipe\":");
    campaign()
        .carryOut(
            ExperimentRunner.runs(List.of(SMALL), 1, Budget.QUICK),
            new ExperimentRunner.Watcher() {});
    assertEquals(1, new Results(folder).all(SMALL, Budget.QUICK).size());
  }

  @Test
  void theSameSeedGivesTheSameCurveAndAnotherSeedAnother() throws Exception {
    campaign()
        .carryOut(
            ExperimentRunner.runs(List.of(SMALL), 2, Budget.QUICK),
            new ExperimentRunner.Watcher() {});
    RunRecord first = new Results(folder).find(SMALL, 1, Budget.QUICK).orElseThrow();
    RunRecord other = new Results(folder).find(SMALL, 2, Budget.QUICK).orElseThrow();
    ExperimentRun.Yield again =
        new ExperimentRun(SMALL, 1, Budget.QUICK)
            .carryOut(DataFolder.current(), 1, (epoch, latest) -> {});
    assertEquals(first.last().test().accuracy(), again.run().last().test().accuracy());
    assertEquals(first.last().test().loss(), again.run().last().test().loss(), 1e-5);
    assertTrue(first.last().test().loss() != other.last().test().loss());
  }

  @Test
  void aRunThatFailsIsNamedAndTheOthersAreMadeAllTheSame() throws Exception {
    Recipe broken =
        SMALL
            .named("broken")
            .network(new Architecture("for photographs", i -> ReportNetworks.n1(5, i)));
    List<ExperimentRun> runs = ExperimentRunner.runs(List.of(broken, SMALL), 1, Budget.QUICK);
    Files.createDirectories(folder.resolve("quick"));
    var error =
        assertThrows(
            IOException.class, () -> campaign().carryOut(runs, new ExperimentRunner.Watcher() {}));
    assertTrue(error.getMessage().contains("1 of 2 runs failed"), error.getMessage());
    assertTrue(error.getMessage().contains("broken, seed 1"), error.getMessage());
    assertEquals(1, records().size());
  }

  @Test
  void aRunThatDivergesIsAResult() throws Exception {
    Recipe wild = SMALL.named("wild").rate(1e30);
    campaign()
        .carryOut(
            ExperimentRunner.runs(List.of(wild), 1, Budget.QUICK),
            new ExperimentRunner.Watcher() {});
    RunRecord run = new Results(folder).find(wild, 1, Budget.QUICK).orElseThrow();
    assertTrue(Double.isNaN(run.last().test().loss()), run.last().toString());
    assertTrue(run.last().test().accuracy() < 0.2, run.last().toString());
  }

  @Test
  void timeLeftIsToldFromTheWorkThatIsDone() {
    List<ExperimentRun> runs = ExperimentRunner.runs(List.of(SMALL), 2, Budget.QUICK);
    RunProgress progress = new RunProgress(runs);
    assertEquals(0, progress.share());
    progress.ended(runs.getFirst());
    assertEquals(0.5, progress.share(), 1e-12);
    assertEquals(1, progress.secondsLeft() / progress.secondsSoFar(), 0.5);
  }

  private ExperimentRunner campaign() throws IOException {
    return new ExperimentRunner(new Results(folder), DataFolder.current(), 1);
  }

  private List<String> records() throws IOException {
    try (var files = Files.list(folder.resolve("quick"))) {
      return files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(".json")).toList();
    }
  }

  /** Interrupts whoever carries the campaign out as soon as one run has ended. */
  private static final class KillsAtFirstEnd implements ExperimentRunner.Watcher {
    private final Thread campaign = Thread.currentThread();

    @Override
    public void end(ExperimentRun run, RunRecord written, RunProgress progress) {
      campaign.interrupt();
    }
  }

  private record Notes(List<ExperimentRun> ended) implements ExperimentRunner.Watcher {
    @Override
    public void end(ExperimentRun run, RunRecord written, RunProgress progress) {
      ended.add(run);
    }
  }
}
