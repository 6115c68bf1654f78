package gradus.cli;

import gradus.course.Budget;
import gradus.report.ExperimentRunner;
import gradus.report.Results;
import gradus.report.experiments.CoarseToFine;
import gradus.report.experiments.SearchTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Searches around R3's grid from coarse to fine. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = {
      "Searches learning rate, width, weight decay and γ around report R3's grid: random settings,"
          + " then others around the best by validation. The best are trained again, with"
          + " --seeds other seeds.",
      "A run that is recorded is not made again: kill it at any time, and start it again."
    })
final class ReportSearchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--coarse",
      paramLabel = "N",
      converter = Count.class,
      description = "The number of random settings (${DEFAULT-VALUE}).")
  private int coarse = 1_600;

  @Option(
      names = "--fine",
      paramLabel = "N",
      converter = Count.class,
      description = "The number of settings around the best (${DEFAULT-VALUE}).")
  private int fine = 400;

  @Option(
      names = "--budget",
      paramLabel = "BUDGET",
      description = "quick, lesson (the default) or report: how long to train.")
  private Budget budget = Budget.LESSON;

  @Option(
      names = "--table",
      paramLabel = "FILE",
      description = "The table of all runs, instead of notebooks/reports/results/r3-search.csv.")
  private Optional<Path> table = Optional.empty();

  @Mixin private CampaignOptions options = new CampaignOptions();
  @Mixin private SparkOptions spark = new SparkOptions();

  @Override
  public Integer call() throws IOException, InterruptedException, MissingException {
    Path file =
        table.isPresent() ? table.get() : Results.ofKit().folder().resolve(SearchTable.NAME);
    if (spark.isGiven()) {
      List<String> words =
          List.of(
              "search",
              file.toAbsolutePath().toString(),
              Integer.toString(coarse),
              Integer.toString(fine));
      return spark.run(options, budget, words);
    }
    if (!FastJava.isHere()) {
      return options.inFastJava();
    }
    var runner = new ExperimentRunner(spark.records(), options.folder(), options.concurrency());
    try (var lines = new ReportProgress(spec.commandLine().getOut())) {
      new CoarseToFine(coarse, fine, options.seeds(), budget).run(runner.campaign(lines), file);
    }
    return 0;
  }
}
