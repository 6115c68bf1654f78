package gradus.cli;

import gradus.course.Budget;
import gradus.report.Recipe;
import gradus.report.Results;
import gradus.report.RunRecord;
import gradus.report.experiments.Experiments;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says which runs of two folders of records are equal to the bit. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Says which runs in another folder of records, made on another processor for example, ended",
      "with the same weights to the bit, and how the accuracies of the others differ."
    })
final class ReportCompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "The other folder of records.")
  private Path other = Path.of("");

  @Option(
      names = "--budget",
      paramLabel = "BUDGET",
      description = "Of which the records are: quick, lesson or report (the default).")
  private Budget budget = Budget.REPORT;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where the records lie, instead of notebooks/reports/results.")
  private Optional<Path> results = Optional.empty();

  private int equal;
  private int different;

  @Override
  public Integer call() throws IOException {
    Results here = results.isPresent() ? new Results(results.get()) : Results.ofKit();
    Results there = new Results(other);
    for (Recipe recipe : Experiments.recipes(Experiments.matching(List.of("all")))) {
      for (RunRecord run : here.all(recipe, budget)) {
        there.find(recipe, run.seed(), budget).ifPresent(twin -> compare(run, twin));
      }
    }
    out("%d of %d runs in both folders are equal to the bit", equal, equal + different);
    return 0;
  }

  private void compare(RunRecord one, RunRecord two) {
    if (one.weights() != null && one.weights().equals(two.weights())) {
      equal++;
      return;
    }
    different++;
    out(
        "%-28s seed %d   test accuracy %.4f here, %.4f there   (%s; %s)",
        one.recipe(),
        one.seed(),
        one.last().test().accuracy(),
        two.last().test().accuracy(),
        one.machine().engine(),
        two.machine().engine());
  }

  private void out(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
