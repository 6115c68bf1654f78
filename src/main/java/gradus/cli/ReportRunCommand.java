package gradus.cli;

import gradus.data.Budget;
import gradus.data.DataFolder;
import gradus.report.Campaign;
import gradus.report.Experiment;
import gradus.report.Experiments;
import gradus.report.Results;
import gradus.report.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
  private String budget = "lesson";

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How often to repeat each run (${DEFAULT-VALUE}).",
      defaultValue = "3")
  private int seeds = 3;

  @Option(
      names = "--together",
      paramLabel = "N",
      description = "How many runs at once; as many as there are processors unless given.")
  private int together = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder, instead of GRADUS_DATA or the kit's datasets/.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where records go, instead of notebooks/reports/results.")
  private Optional<Path> results = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!FastJava.isHere()) {
      return FastJava.again(
          Math.max(1, Runtime.getRuntime().availableProcessors() / together),
          spec.root().commandLine().getParseResult().originalArgs(),
          spec.commandLine().getErr());
    }
    List<Experiment> experiments = new ArrayList<>();
    words.forEach(word -> experiments.addAll(Experiments.matching(word)));
    List<Run> runs =
        Campaign.runs(
            Experiments.recipes(experiments),
            seeds,
            Budget.valueOf(budget.toUpperCase(java.util.Locale.ROOT)));
    Results records = results.isPresent() ? new Results(results.get()) : Results.ofKit();
    DataFolder folder = data.isPresent() ? DataFolder.at(data.get()) : DataFolder.current();
    try (var lines = new ReportProgress(spec.commandLine().getOut())) {
      new Campaign(records, folder, together).carryOut(runs, lines);
    }
    return 0;
  }
}
