package gradus.report;

import gradus.course.Budget;
import gradus.datasets.DataFolder;
import gradus.report.RunRecord.Mark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Many runs, several at once: those that have no record yet, the longest first.
 *
 * <p>Each run writes its record when it ends, so whoever kills a campaign and starts it again loses
 * only what was under way.
 */
public final class ExperimentRunner {
  private final Results results;
  private final DataFolder data;
  private final int together;

  /** Who watches a campaign; may be called by several threads at once. */
  public interface Watcher {
    /** So many runs are to be made, and so many have their record already. */
    default void begin(RunProgress progress, int recorded) {}

    /** A run has come this far; the mark is its latest. */
    default void epoch(ExperimentRun run, int epoch, Mark latest, RunProgress progress) {}

    /** A run has ended and its record is written. */
    default void end(ExperimentRun run, RunRecord written, RunProgress progress) {}
  }

  /** A campaign that writes to these results and has so many runs at once. */
  public ExperimentRunner(Results results, DataFolder data, int together) {
    if (together < 1) {
      throw new IllegalArgumentException("at least one run at a time, got " + together);
    }
    this.results = results;
    this.data = data;
    this.together = together;
  }

  /** All runs of some recipes: each with the seeds 1, 2, …, as many as it allows. */
  public static List<ExperimentRun> runs(List<Recipe> recipes, int seeds, Budget budget) {
    List<ExperimentRun> runs = new ArrayList<>();
    for (Recipe recipe : recipes) {
      for (long seed = 1; seed <= Math.min(seeds, recipe.repetitions()); seed++) {
        runs.add(new ExperimentRun(recipe, seed, budget));
      }
    }
    return runs;
  }

  /**
   * Carries out those of the runs that have no record. One that fails does not keep the others from
   * being made.
   *
   * @throws IOException in the end, naming a run that failed
   * @throws InterruptedException if the thread was interrupted; the records so far stay
   */
  public void carryOut(List<ExperimentRun> runs, Watcher watcher)
      throws IOException, InterruptedException {
    List<ExperimentRun> missing = missing(runs);
    RunProgress progress = new RunProgress(missing);
    watcher.begin(progress, runs.size() - missing.size());
    ExecutorService pool = Executors.newFixedThreadPool(together);
    try {
      CompletionService<ExperimentRun> ends = new ExecutorCompletionService<>(pool);
      missing.stream()
          .sorted(Comparator.comparingDouble(progress::work).reversed())
          .forEach(run -> ends.submit(() -> carryOut(run, watcher, progress)));
      requireAll(ends, missing.size());
    } finally {
      pool.shutdownNow();
    }
  }

  private static void requireAll(CompletionService<ExperimentRun> ends, int count)
      throws IOException, InterruptedException {
    List<Throwable> failures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      try {
        ends.take().get();
      } catch (ExecutionException e) {
        failures.add(e.getCause());
      }
    }
    if (!failures.isEmpty()) {
      var error =
          new IOException(
              "%d of %d runs failed, the first so: %s"
                  .formatted(failures.size(), count, failures.getFirst().getMessage()));
      failures.forEach(error::addSuppressed);
      throw error;
    }
  }

  private List<ExperimentRun> missing(List<ExperimentRun> runs) throws IOException {
    List<ExperimentRun> missing = new ArrayList<>();
    for (ExperimentRun run : runs) {
      if (results.find(run.recipe(), run.number(), run.budget()).isEmpty()) {
        missing.add(run);
      }
    }
    return missing;
  }

  private ExperimentRun carryOut(ExperimentRun run, Watcher watcher, RunProgress progress)
      throws IOException, InterruptedException {
    try {
      return recorded(run, watcher, progress);
    } catch (IOException | RuntimeException e) {
      throw new IOException(run + " failed: " + e, e);
    }
  }

  private ExperimentRun recorded(ExperimentRun run, Watcher watcher, RunProgress progress)
      throws IOException, InterruptedException {
    ExperimentRun.Yield yield =
        run.carryOut(
            data,
            together,
            (epoch, latest) -> {
              progress.reached(run, epoch);
              watcher.epoch(run, epoch, latest, progress);
            });
    results.write(run.recipe(), run.budget(), yield.run(), yield.kept());
    progress.ended(run);
    watcher.end(run, yield.run(), progress);
    return run;
  }
}
