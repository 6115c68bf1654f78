package gradus.cli;

import gradus.course.Budget;
import gradus.report.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The options of commands whose runs are made here or on Spark: where they are made and recorded.
 */
final class SparkOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

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

  /** Whether the runs are made on Spark; its own options are refused where they are not. */
  boolean isGiven() {
    if (where.isEmpty() && (master.isPresent() || !settings.isEmpty())) {
      throw new ParameterException(
          command.commandLine(),
          "--master and --spark-conf are for --on spark, which is not given");
    }
    return where.isPresent();
  }

  /** The folder of records on this machine. */
  Results records() throws IOException {
    return results.isPresent() ? new Results(Path.of(results.get())) : Results.ofKit();
  }

  /** Makes the runs of experiments, or of a search, on Spark, and returns the exit code. */
  int run(CampaignOptions options, Budget budget, List<String> words)
      throws IOException, InterruptedException, MissingException {
    List<String> arguments = new ArrayList<>();
    arguments.add(
        results.isPresent() ? results.get() : Results.ofKit().folder().toUri().toString());
    arguments.add(options.data());
    arguments.add(Integer.toString(options.concurrency()));
    arguments.add(Integer.toString(options.seeds()));
    arguments.add(budget.name());
    arguments.addAll(words);
    return new OnSpark(Kit.current(), options.concurrency(), settings)
        .run(master, arguments, command.commandLine().getOut(), command.commandLine().getErr());
  }
}
