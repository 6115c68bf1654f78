package gradus.cli;

import gradus.course.Budget;
import gradus.report.ExperimentRun;
import gradus.report.ExperimentRunner;
import gradus.report.experiments.Experiments;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs experiments; those that are recorded already are not run again. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs experiments and records every run.",
      "A run that is recorded is not made again: kill it at any time, and start it again."
    })
final class ReportRunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "ID", arity = "1..*", description = "E2.7, R2 or all.")
  private List<String> words = List.of();

  @Option(
      names = "--budget",
      paramLabel = "BUDGET",
      description = "quick, lesson (the default) or report: how long to train.")
  private Budget budget = Budget.LESSON;

  @Mixin private CampaignOptions options = new CampaignOptions();
  @Mixin private SparkOptions spark = new SparkOptions();

  @Override
  public Integer call() throws IOException, InterruptedException, MissingException {
    if (spark.isGiven()) {
      Experiments.matching(words); // an unknown one is named before anything is fetched
      return spark.run(options, budget, words);
    }
    if (!FastJava.isHere()) {
      return options.inFastJava();
    }
    List<ExperimentRun> runs =
        ExperimentRunner.runs(
            Experiments.recipes(Experiments.matching(words)), options.seeds(), budget);
    try (var lines = new ReportProgress(spec.commandLine().getOut())) {
      new ExperimentRunner(spark.records(), options.folder(), options.concurrency())
          .run(runs, lines);
    }
    return 0;
  }
}
