package gradus.cli;

import gradus.report.Experiment;
import gradus.report.Plan;
import gradus.report.Recipe;
import gradus.report.experiments.Experiments;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells how long experiments will take at the report's budget on this machine. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Tells how long experiments will take at the report's budget on this machine,",
      "from about two seconds of each network. Nothing is recorded."
    })
final class ReportPlanCommand implements Callable<Integer> {
  private static final double MINUTE = 60;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "ID", description = "E2.7, R2 or all (the default).")
  private List<String> words = List.of("all");

  @Mixin private CampaignOptions options = new CampaignOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!FastJava.isHere()) {
      return options.inFastJava();
    }
    PrintWriter out = spec.commandLine().getOut();
    var plan = new Plan(options.folder(), options.concurrency());
    Set<String> seen = new HashSet<>();
    double total = 0;
    out.printf(
        "%-6s %-28s %4s %8s %10s %8s %8s%n",
        "", "recipe", "runs", "steps", "ms a step", "run, min", "all, min");
    for (Experiment experiment : Experiments.matching(words)) {
      List<Recipe> own =
          experiment.recipes().stream().filter(recipe -> seen.add(recipe.name())).toList();
      for (Plan.Line line : plan.lines(own, options.seeds())) {
        print(out, experiment, line);
        total += line.seconds();
      }
    }
    out.printf(
        "%.0f minutes in all, %.0f with %d runs at once%n",
        total / MINUTE, total / MINUTE / options.concurrency(), options.concurrency());
    out.flush();
    return 0;
  }

  private static void print(PrintWriter out, Experiment experiment, Plan.Line line) {
    out.printf(
        "%-6s %-28s %4d %,8d %10.3f %8.2f %8.2f%n",
        experiment.id(),
        line.recipe().name(),
        line.runs(),
        line.steps(),
        1_000 * line.secondsOfStep(),
        line.secondsOfRun() / MINUTE,
        line.seconds() / MINUTE);
    out.flush();
  }
}
