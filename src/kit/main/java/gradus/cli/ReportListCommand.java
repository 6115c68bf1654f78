package gradus.cli;

import gradus.course.Budget;
import gradus.report.Experiment;
import gradus.report.OpenChoice;
import gradus.report.Recipe;
import gradus.report.Results;
import gradus.report.experiments.Experiments;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists experiments and how many of their runs are recorded. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists experiments and how much of each is recorded.")
final class ReportListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "ID", description = "E2.7, R2 or all (the default).")
  private List<String> words = List.of("all");

  @Option(
      names = "--settings",
      description = "Show every recipe with its settings, and what its report leaves open.")
  private boolean settings;

  @Mixin private RecordsOptions options = new RecordsOptions();

  @Override
  public Integer call() throws IOException {
    Results records = options.records();
    PrintWriter out = spec.commandLine().getOut();
    for (Experiment experiment : Experiments.matching(words)) {
      out.printf(
          "%-6s %-60s %s%n",
          experiment.id(), experiment.title(), state(experiment.recipes(), records));
      if (settings) {
        experiment.recipes().forEach(recipe -> print(out, recipe));
        experiment.choices().forEach(choice -> print(out, choice));
      }
    }
    out.flush();
    return 0;
  }

  private static String state(List<Recipe> recipes, Results records) throws IOException {
    int recorded = 0;
    for (Recipe recipe : recipes) {
      recorded += records.all(recipe, Budget.REPORT).isEmpty() ? 0 : 1;
    }
    return recipes.isEmpty()
        ? "measured in the notebook"
        : "%d of %d recipes recorded".formatted(recorded, recipes.size());
  }

  private static void print(PrintWriter out, OpenChoice choice) {
    out.printf("       left open: %s%n", choice.open());
    out.printf("         %-16s %s%n", "chosen", choice.chosen());
    out.printf("         %-16s %s%n", "because", choice.reason());
  }

  private static void print(PrintWriter out, Recipe recipe) {
    out.printf("       %s%n", recipe.name());
    recipe.settings().forEach((name, value) -> out.printf("         %-16s %s%n", name, value));
  }
}
