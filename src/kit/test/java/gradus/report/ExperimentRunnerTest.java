package gradus.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.course.Budget;
import gradus.data.Npz;
import gradus.datasets.DataFolder;
import gradus.layer.Ensemble;
import gradus.layer.Network;
import gradus.model.Mlp;
import gradus.report.experiments.Experiments;
import gradus.report.experiments.ReportNetworks;
import gradus.tensor.Shape;
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
  void afterAKillOnlyTheMissingRunsAreMade() throws Exception {
    List<ExperimentRun> runs = ExperimentRunner.runs(List.of(SMALL), 3, Budget.QUICK);
    assertThrows(InterruptedException.class, () -> runner().run(runs, new KillsAtFirstEnd()));
    List<String> recordedFirst = records();

    List<ExperimentRun> second = Collections.synchronizedList(new ArrayList<>());
    runner().run(runs, new Notes(second));

    assertTrue(recordedFirst.size() >= 1 && recordedFirst.size() < 3, recordedFirst.toString());
    assertEquals(3 - recordedFirst.size(), second.size());
    assertEquals(3, records().size());
  }

  @Test
  void halfAFileIsNoRecordAndNoObstacle() throws Exception {
    Files.createDirectories(folder.resolve("quick"));
    Files.writeString(folder.resolve("quick/.r2-100-30-momentum-100.1.json-17"), "{\"recipe\":");
    runner()
        .run(
            ExperimentRunner.runs(List.of(SMALL), 1, Budget.QUICK),
            new ExperimentRunner.Listener() {});
    assertEquals(1, new Results(folder).all(SMALL, Budget.QUICK).size());
  }

  @Test
  void theSameSeedGivesTheSameCurveAndAnotherSeedAnother() throws Exception {
    runner()
        .run(
            ExperimentRunner.runs(List.of(SMALL), 2, Budget.QUICK),
            new ExperimentRunner.Listener() {});
    RunRecord first = new Results(folder).find(SMALL, 1, Budget.QUICK).orElseThrow();
    RunRecord other = new Results(folder).find(SMALL, 2, Budget.QUICK).orElseThrow();
    RunRecord again = inMemory(SMALL).run();
    new Results(folder.resolve("again")).write(SMALL, Budget.QUICK, again, Npz.empty());
    RunRecord reread =
        new Results(folder.resolve("again")).find(SMALL, 1, Budget.QUICK).orElseThrow();
    assertEquals(withoutSeconds(first.epochs()), withoutSeconds(reread.epochs()));
    assertEquals(first.batches(), reread.batches());
    assertEquals(withoutSeconds(again.epochs()), withoutSeconds(inMemory(SMALL).run().epochs()));
    assertTrue(first.last().test().loss() != other.last().test().loss());
  }

  @Test
  void membersThatLearnApartLearnAsIfAlone() throws Exception {
    Snapshot all = Snapshot.parameters(List.of(2));
    Recipe alone = SMALL.snapshot(all);
    Recipe both =
        alone
            .network(
                "two",
                i -> {
                  Network first = SMALL.network().value().apply(i);
                  Network second = SMALL.network().value().apply(i);
                  return new Network("two", first.example(), new Ensemble(first, second));
                })
            .apart();
    Npz ofOne = inMemory(alone).snapshot();
    Npz ofBoth = inMemory(both).snapshot();
    for (String name : ofOne.names()) {
      String member = name.replace("epoch 2 ", "epoch 2 0.");
      assertArrayEquals(ofOne.tensor(name).toArray(), ofBoth.tensor(member).toArray(), 0, member);
    }
  }

  private static RunResult inMemory(Recipe recipe) throws Exception {
    return new ExperimentRun(recipe, 1, Budget.QUICK)
        .run(DataFolder.current().digits(), 1, (latest, epoch) -> {});
  }

  private static List<EpochRecord> withoutSeconds(List<EpochRecord> epochs) {
    return epochs.stream()
        .map(
            e ->
                new EpochRecord(
                    e.epoch(),
                    e.step(),
                    e.learningRate(),
                    e.meanBatchLoss(),
                    e.meanBatchAccuracy(),
                    e.lastBatchAccuracy(),
                    e.training(),
                    e.validation(),
                    e.test(),
                    0))
        .toList();
  }

  @Test
  void earlyStoppingEndsARunThatGainsNothing() throws Exception {
    Recipe still =
        SMALL
            .network("linear", i -> Mlp.of(Shape.of(28, 28, 1), i, 10))
            .rate(0)
            .epochs(4)
            .patience(1);
    RunRecord run =
        new ExperimentRun(still, 1, Budget.LESSON)
            .run(DataFolder.current().digits(), 1, (latest, epoch) -> {})
            .run();
    assertEquals(2, run.last().epoch());
  }

  @Test
  void aRunThatFailsIsNamedAndDoesNotStopTheOthers() throws Exception {
    Recipe broken = SMALL.named("broken").network("for photographs", i -> ReportNetworks.n1(5, i));
    List<ExperimentRun> runs = ExperimentRunner.runs(List.of(broken, SMALL), 1, Budget.QUICK);
    Files.createDirectories(folder.resolve("quick"));
    var error =
        assertThrows(
            IOException.class, () -> runner().run(runs, new ExperimentRunner.Listener() {}));
    assertTrue(error.getMessage().contains("1 of 2 runs failed"), error.getMessage());
    assertTrue(error.getMessage().contains("broken, seed 1"), error.getMessage());
    assertEquals(1, records().size());
  }

  @Test
  void aRunThatDivergesIsAResult() throws Exception {
    Recipe wild = SMALL.named("wild").rate(1e30);
    runner()
        .run(
            ExperimentRunner.runs(List.of(wild), 1, Budget.QUICK),
            new ExperimentRunner.Listener() {});
    RunRecord run = new Results(folder).find(wild, 1, Budget.QUICK).orElseThrow();
    assertTrue(Double.isNaN(run.last().test().loss()), run.last().toString());
    assertTrue(run.last().test().accuracy() < 0.2, run.last().toString());
  }

  @Test
  void theTimeLeftIsEstimatedFromTheWorkDone() {
    List<ExperimentRun> runs = ExperimentRunner.runs(List.of(SMALL), 2, Budget.QUICK);
    RunProgress progress = new RunProgress(runs);
    assertEquals(0, progress.share());
    progress.ended(runs.getFirst());
    assertEquals(0.5, progress.share(), 1e-12);
    assertEquals(1, progress.secondsLeft() / progress.secondsSoFar(), 0.5);
  }

  private ExperimentRunner runner() throws IOException {
    return new ExperimentRunner(new Results(folder), DataFolder.current(), 1);
  }

  private List<String> records() throws IOException {
    try (var files = Files.list(folder.resolve("quick"))) {
      return files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(".json")).toList();
    }
  }

  /** Interrupts the runner as soon as one run has ended. */
  private static final class KillsAtFirstEnd implements ExperimentRunner.Listener {
    private final Thread runner = Thread.currentThread();

    @Override
    public void end(ExperimentRun run, RunRecord written, RunProgress progress) {
      runner.interrupt();
    }
  }

  private record Notes(List<ExperimentRun> ended) implements ExperimentRunner.Listener {
    @Override
    public void end(ExperimentRun run, RunRecord written, RunProgress progress) {
      ended.add(run);
    }
  }
}
