package gradus.spark;

import gradus.report.Campaign;
import gradus.report.ExperimentRun;
import gradus.report.RunRecord;
import gradus.report.WorkEstimate;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Runs that are made as tasks of Spark, those that have no record yet, the longest first.
 *
 * <p>A task is the name of a recipe, a seed and a budget, never code of a notebook. Spark makes a
 * task again whose executor died; a run that fails by itself is reported in the end.
 */
final class SparkRuns implements Campaign, AutoCloseable {
  private final RunTask task;
  private final PublishedResults records;
  private Optional<JavaSparkContext> started = Optional.empty();

  /** Runs that this task makes, on executors that are started when the first is missing. */
  SparkRuns(RunTask task) {
    this.task = task;
    records = new PublishedResults(task.results());
  }

  @Override
  public void make(List<ExperimentRun> runs) throws IOException {
    Map<ExperimentRun, Double> missing = new HashMap<>();
    for (ExperimentRun run : runs) {
      if (records.find(run).isEmpty()) {
        missing.put(run, WorkEstimate.of(run));
      }
    }
    System.out.printf(
        "%,d runs to make, %,d recorded already%n", missing.size(), runs.size() - missing.size());
    if (missing.isEmpty()) {
      return;
    }
    List<ExperimentRun> order =
        runs.stream()
            .filter(missing::containsKey)
            .sorted(Comparator.comparingDouble(missing::get).reversed())
            .toList();
    try {
      requireAll(made(order, missing), order.size());
    } finally {
      records.tidy(order);
    }
  }

  @Override
  public Optional<RunRecord> find(ExperimentRun run) throws IOException {
    return records.find(run);
  }

  @SuppressWarnings("CatchingUnchecked") // Scala's methods do not declare what they throw
  private List<String> made(List<ExperimentRun> runs, Map<ExperimentRun, Double> work)
      throws IOException {
    try {
      JavaSparkContext spark = started.orElseGet(JavaSparkContext::new);
      started = Optional.of(spark);
      var progress = new TaskProgress(runs, work);
      spark.sc().addSparkListener(progress);
      List<String> tasks = runs.stream().map(RunTask::describe).toList();
      List<String> said = spark.parallelize(tasks, tasks.size()).map(task).collect();
      progress.awaitEnd();
      spark.sc().removeSparkListener(progress);
      return said;
    } catch (Exception e) {
      throw new IOException(
          "Spark says: %s (SPARK_LOG_LEVEL=info shows more; what is recorded remains)"
              .formatted(e.getMessage()),
          e);
    }
  }

  private static void requireAll(List<String> failures, int count) throws IOException {
    List<String> said = failures.stream().filter(failure -> !failure.isEmpty()).toList();
    if (!said.isEmpty()) {
      throw new IOException(
          "%d of %d runs failed, the first: %s".formatted(said.size(), count, said.getFirst()));
    }
  }

  @Override
  public void close() {
    started.ifPresent(JavaSparkContext::close);
  }
}
