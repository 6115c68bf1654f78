package gradus.spark;

import gradus.course.Budget;
import gradus.datasets.DataFolder;
import gradus.datasets.Folders;
import gradus.report.ExperimentRun;
import gradus.report.ExperimentRunner;
import gradus.report.LoadedData;
import gradus.report.Results;
import gradus.report.experiments.Experiments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.api.java.function.Function;

/**
 * Makes one run, described in words, on an executor, and publishes its record.
 *
 * @param results where records go: a folder that all executors see, or any path of Hadoop
 * @param data the data folder, as all executors see it, or nothing for that of their kit
 * @param concurrency the number of runs at a time in an executor
 */
record RunTask(String results, String data, int concurrency) implements Function<String, String> {
  private static final long serialVersionUID = 1;

  /**
   * The data of this executor, by its folder: one for all tasks, which hold nothing else in common.
   */
  private static final Map<String, LoadedData> LOADED = new ConcurrentHashMap<>();

  /** The words for a run. */
  static String describe(ExperimentRun run) {
    return "%s %d %s".formatted(run.recipe().name(), run.number(), run.budget().name());
  }

  private static ExperimentRun find(String words) {
    String[] parts = words.split(" ", -1);
    return new ExperimentRun(
        Experiments.recipe(parts[0]), Long.parseLong(parts[1]), Budget.valueOf(parts[2]));
  }

  private LoadedData loaded() throws IOException {
    DataFolder folder = data.isEmpty() ? DataFolder.current() : DataFolder.at(Path.of(data));
    return LOADED.computeIfAbsent(data, name -> new LoadedData(folder));
  }

  /** Nothing, or why the run failed, which another attempt would not change. */
  @Override
  public String call(String words) throws InterruptedException {
    try {
      ExperimentRun run = find(words);
      Path records = Files.createTempDirectory("gradus-run");
      try {
        var local = new Results(records);
        new ExperimentRunner(local, loaded(), concurrency)
            .run(List.of(run), new ExperimentRunner.Listener() {});
        new PublishedResults(results).publish(run, local);
      } finally {
        Folders.delete(records);
      }
      return "";
    } catch (IOException | RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
