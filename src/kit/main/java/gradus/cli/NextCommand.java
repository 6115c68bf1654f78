package gradus.cli;

import gradus.exercise.Progress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what to do now. */
@Command(
    name = "next",
    mixinStandardHelpOptions = true,
    description = "Shows which exercises you have done, and which is next.")
final class NextCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Progress.next().forEach(line -> spec.commandLine().getOut().println(line));
    return 0;
  }
}
