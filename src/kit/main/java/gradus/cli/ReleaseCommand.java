package gradus.cli;

import gradus.assignment.Assignment;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the notebooks that students receive from those with the solutions. */
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description =
        "Makes an assignment's release of its source: no solutions, no hidden tests, locked.")
final class ReleaseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "ASSIGNMENT", description = "Its name, such as a1.")
  private String name = "";

  @Option(
      names = "--prove",
      description =
          "First prove that solutions earn all points, the release none, and wrong answers fewer, and print a table.")
  private boolean prove;

  @Override
  public Integer call() throws MissingException, IOException, InterruptedException {
    Kit kit = Kit.current();
    Assignment assignment = Assignment.read(kit.assignments(), name);
    if (prove && !ExercisesCommand.compile(kit, name + "/", true, out())) {
      return 1;
    }
    for (Path file : assignment.release(kit.assignments())) {
      out().println("Released: " + kit.home().relativize(file));
    }
    return 0;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
