package gradus.spark;

import gradus.course.Budget;
import gradus.report.ExperimentRunner;
import gradus.report.experiments.CoarseToFine;
import gradus.report.experiments.Experiments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Makes the runs of experiments, or of a search, on Spark. */
public final class SparkCampaign {
  private SparkCampaign() {}

  /**
   * Makes the runs; Spark's own settings are system properties.
   *
   * @param arguments where records go, the data folder or nothing, the runs at a time in an
   *     executor, the seeds, the budget, and the experiments; or the word {@code search}, the file
   *     of the table, and the numbers of coarse and fine points
   */
  public static void main(String[] arguments) throws InterruptedException {
    Locale.setDefault(Locale.ENGLISH); // records are compared by their texts
    try {
      run(List.of(arguments));
    } catch (IOException | RuntimeException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void run(List<String> arguments) throws IOException, InterruptedException {
    var task =
        new RunTask(
            PublishedResults.absolute(arguments.get(0)),
            arguments.get(1),
            Integer.parseInt(arguments.get(2)));
    int seeds = Integer.parseInt(arguments.get(3));
    Budget budget = Budget.valueOf(arguments.get(4));
    List<String> words = arguments.subList(5, arguments.size());
    try (var campaign = new SparkRuns(task)) {
      if (words.getFirst().equals("search")) {
        int coarse = Integer.parseInt(words.get(2));
        int fine = Integer.parseInt(words.get(3));
        new CoarseToFine(coarse, fine, seeds, budget).run(campaign, Path.of(words.get(1)));
      } else {
        campaign.make(
            ExperimentRunner.runs(Experiments.recipes(Experiments.matching(words)), seeds, budget));
      }
    }
  }
}
