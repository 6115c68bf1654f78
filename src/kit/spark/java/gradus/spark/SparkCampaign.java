package gradus.spark;

import gradus.course.Budget;
import gradus.report.ExperimentRun;
import gradus.report.ExperimentRunner;
import gradus.report.WorkEstimate;
import gradus.report.experiments.Experiments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Makes the runs of experiments as tasks of Spark, those that have no record yet, the longest first.
 *
 * <p>A task is the name of a recipe and a seed, never code of a notebook. Its executor looks the
 * recipe up, makes the run as {@link ExperimentRunner} does, and publishes the record. Spark makes a
 * task again whose executor died; a run that fails by itself is reported in the end.
 */
public final class SparkCampaign {
  private SparkCampaign() {}

  /**
   * Makes the runs; Spark's own settings are system properties.
   *
   * @param arguments where records go, the data folder or nothing, the runs at a time in an executor,
   *     the seeds, the budget, and the experiments
   */
  public static void main(String[] arguments) {
    try {
      run(arguments);
    } catch (IOException | RuntimeException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void run(String[] arguments) throws IOException {
    String results = arguments[0];
    var task = new RunTask(results, arguments[1], Integer.parseInt(arguments[2]));
    int seeds = Integer.parseInt(arguments[3]);
    Budget budget = Budget.valueOf(arguments[4]);
    List<String> words = List.of(arguments).subList(5, arguments.length);
    List<ExperimentRun> all =
        ExperimentRunner.runs(Experiments.recipes(Experiments.matching(words)), seeds, budget);
    var records = new PublishedResults(results);
    List<ExperimentRun> missing = new ArrayList<>();
    for (ExperimentRun run : all) {
      if (!records.has(run)) {
        missing.add(run);
      }
    }
    System.out.printf(
        "%,d runs to make, %,d recorded already%n", missing.size(), all.size() - missing.size());
    if (missing.isEmpty()) {
      return;
    }
    missing.sort(Comparator.comparingDouble(WorkEstimate::of).reversed());
    try {
      requireAll(made(missing, task), missing.size());
    } finally {
      records.tidy(missing);
    }
  }

  @SuppressWarnings("CatchingUnchecked") // Scala's methods do not declare what they throw
  private static List<String> made(List<ExperimentRun> runs, RunTask task) throws IOException {
    try (var spark = new JavaSparkContext()) {
      spark.sc().addSparkListener(new TaskProgress(runs));
      List<String> tasks = runs.stream().map(RunTask::describe).toList();
      return spark.parallelize(tasks, tasks.size()).map(task).collect();
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
}
