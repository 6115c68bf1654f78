package gradus.report;

import gradus.course.Budget;
import gradus.datasets.DataFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Makes the runs that have no record yet, several at a time, the longest first.
 *
 * <p>Each run writes its record when it ends, so that after a kill only the unfinished runs have to
 * be made again.
 */
public final class ExperimentRunner {
  private final Results results;
  private final LoadedData data;
  private final int concurrency;

  /** Observes the runs; may be called by several threads at once. */
  public interface Listener {
    /** The runs begin; some are recorded already. */
    default void begin(RunProgress progress, int recorded) {}

    /** A run has ended an epoch; the record is its latest. */
    default void epoch(ExperimentRun run, int epoch, EpochRecord latest, RunProgress progress) {}

    /** A run has ended and its record is written. */
    default void end(ExperimentRun run, RunRecord written, RunProgress progress) {}
  }

  /** A runner that makes this number of runs at a time and writes their records to a folder. */
  public ExperimentRunner(Results results, DataFolder data, int concurrency) {
    this(results, new LoadedData(data), concurrency);
  }

  /** The same with data that other runners use, too. */
  public ExperimentRunner(Results results, LoadedData data, int concurrency) {
    if (concurrency < 1) {
      throw new IllegalArgumentException("at least one run at a time, got " + concurrency);
    }
    this.results = results;
    this.data = data;
    this.concurrency = concurrency;
  }

  /** All runs of some recipes, each with the seeds 1, 2, … up to its own limit. */
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
   * Makes the runs that have no record. One that fails does not stop the others.
   *
   * @throws IOException in the end, naming a run that failed
   * @throws InterruptedException if the thread was interrupted; the records so far remain
   */
  public void run(List<ExperimentRun> runs, Listener listener)
      throws IOException, InterruptedException {
    List<ExperimentRun> missing = missing(runs);
    RunProgress progress = new RunProgress(missing);
    listener.begin(progress, runs.size() - missing.size());
    ExecutorService pool = Executors.newFixedThreadPool(concurrency);
    try {
      CompletionService<ExperimentRun> ends = new ExecutorCompletionService<>(pool);
      missing.stream()
          .sorted(Comparator.comparingDouble(progress::work).reversed())
          .forEach(run -> ends.submit(() -> run(run, listener, progress)));
      requireAll(ends, missing.size());
    } finally {
      pool.shutdownNow();
    }
  }

  /** The runs that this runner makes, as a campaign. */
  public Campaign campaign(Listener listener) {
    return new Campaign() {
      @Override
      public void make(List<ExperimentRun> runs) throws IOException, InterruptedException {
        run(runs, listener);
      }

      @Override
      public Optional<RunRecord> find(ExperimentRun run) throws IOException {
        return results.find(run.recipe(), run.number(), run.budget());
      }
    };
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
              "%d of %d runs failed, the first: %s"
                  .formatted(failures.size(), count, failures.getFirst().getMessage()));
      failures.forEach(error::addSuppressed);
      throw error;
    }
  }

  private List<ExperimentRun> missing(List<ExperimentRun> runs) throws IOException {
    List<ExperimentRun> missing = new ArrayList<>();
    for (ExperimentRun run : runs) {
      Optional<RunRecord> known = results.find(run.recipe(), run.number(), run.budget());
      if (known.isEmpty() || isOfDrawnPictures(run.recipe().data(), known.get())) {
        missing.add(run);
      }
    }
    return missing;
  }

  /** Whether a run was made on drawn pictures, and the real ones are there now. */
  private boolean isOfDrawnPictures(DataSource source, RunRecord record) throws IOException {
    return !source.isPublished(record.dataSet()) && source.isPublished(data.read(source).name());
  }

  private ExperimentRun run(ExperimentRun run, Listener listener, RunProgress progress)
      throws IOException, InterruptedException {
    try {
      return recorded(run, listener, progress);
    } catch (IOException | RuntimeException | Error e) { // memory, above all
      throw new IOException(run + " failed: " + e, e);
    }
  }

  private ExperimentRun recorded(ExperimentRun run, Listener listener, RunProgress progress)
      throws IOException, InterruptedException {
    RunResult result =
        run.run(
            data.read(run.recipe().data()),
            concurrency,
            (latest, epoch) -> {
              progress.reached(run, epoch);
              listener.epoch(run, epoch, latest, progress);
            });
    results.write(run.recipe(), run.budget(), result.run(), result.snapshot());
    progress.ended(run);
    listener.end(run, result.run(), progress);
    return run;
  }
}
