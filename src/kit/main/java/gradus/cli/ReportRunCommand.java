package gradus.cli;

import gradus.course.Budget;
import gradus.report.ExperimentRun;
import gradus.report.ExperimentRunner;
import gradus.report.Results;
import gradus.report.experiments.Experiments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description =
          "Where records go, instead of notebooks/reports/results; with --on spark, any path of"
              + " Hadoop.")
  private Optional<String> results = Optional.empty();

  @Option(
      names = "--on",
      paramLabel = "SYSTEM",
      description = "spark: each run is a task of Apache Spark, which is fetched once, 220 MB.")
  private Optional<Where> where = Optional.empty();

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark's master; this machine (local[N], N as --concurrency) unless given.")
  private Optional<String> master = Optional.empty();

  @Option(
      names = "--spark-conf",
      paramLabel = "NAME=VALUE",
      description = "A setting of Spark, such as spark.executor.memory=4g.")
  private Map<String, String> settings = Map.of();

  /** Where runs are made, besides here. */
  enum Where {
    SPARK
  }

  @Override
  public Integer call() throws IOException, InterruptedException, MissingException {
    if (where.isPresent()) {
      return onSpark();
    }
    if (master.isPresent() || !settings.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--master and --spark-conf are for --on spark, which is not given");
    }
    if (!FastJava.isHere()) {
      return options.inFastJava();
    }
    List<ExperimentRun> runs =
        ExperimentRunner.runs(
            Experiments.recipes(Experiments.matching(words)), options.seeds(), budget);
    Results records = results.isPresent() ? new Results(Path.of(results.get())) : Results.ofKit();
    try (var lines = new ReportProgress(spec.commandLine().getOut())) {
      new ExperimentRunner(records, options.folder(), options.concurrency()).run(runs, lines);
    }
    return 0;
  }

  private int onSpark() throws IOException, InterruptedException, MissingException {
    Experiments.matching(words); // an unknown one is named before anything is fetched
    List<String> arguments = new ArrayList<>();
    arguments.add(
        results.isPresent() ? results.get() : Results.ofKit().folder().toUri().toString());
    arguments.add(options.data());
    arguments.add(Integer.toString(options.concurrency()));
    arguments.add(Integer.toString(options.seeds()));
    arguments.add(budget.name());
    arguments.addAll(words);
    var spark = new OnSpark(Kit.current(), options.concurrency(), settings);
    return spark.run(master, arguments, spec.commandLine().getOut(), spec.commandLine().getErr());
  }
}
