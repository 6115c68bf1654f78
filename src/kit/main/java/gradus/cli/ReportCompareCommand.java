package gradus.cli;

import gradus.course.Budget;
import gradus.report.Recipe;
import gradus.report.Results;
import gradus.report.RunRecord;
import gradus.report.experiments.Experiments;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says which runs of two folders of records are equal to the bit. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Says which runs of another folder of records, such as one of another processor, ended with",
      "the same weights to the bit, and how the accuracies of the others differ."
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

  @Mixin private RecordsOptions options = new RecordsOptions();

  /** A run's record here and in the other folder. */
  private record Twins(RunRecord here, RunRecord there) {
    boolean areKnown() {
      return here.weights() != null && there.weights() != null;
    }

    boolean areEqual() {
      return areKnown() && here.weights().equals(there.weights());
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%-28s seed %d   test accuracy %.4f here, %.4f there   (%s; %s)",
          here.recipe(),
          here.seed(),
          here.last().test().accuracy(),
          there.last().test().accuracy(),
          here.machine().engine(),
          there.machine().engine());
    }
  }

  @Override
  public Integer call() throws IOException {
    Results here = options.records();
    List<Twins> all = twins(here, new Results(other));
    if (all.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "no run with the budget %s is recorded both in %s and in %s"
              .formatted(budget, here.folder(), other));
    }
    all.stream().filter(twins -> twins.areKnown() && !twins.areEqual()).forEach(this::out);
    out(
        "%d of %d runs in both folders are equal to the bit"
            .formatted(all.stream().filter(Twins::areEqual).count(), all.size()));
    long unknown = all.stream().filter(twins -> !twins.areKnown()).count();
    if (unknown > 0) {
      out("%d were recorded before records said what the weights were".formatted(unknown));
    }
    return 0;
  }

  private List<Twins> twins(Results here, Results there) throws IOException {
    List<Twins> twins = new ArrayList<>();
    for (Recipe recipe : Experiments.recipes(Experiments.matching(List.of("all")))) {
      for (RunRecord run : here.all(recipe, budget)) {
        there.find(recipe, run.seed(), budget).ifPresent(twin -> twins.add(new Twins(run, twin)));
      }
    }
    return twins;
  }

  private void out(Object line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
