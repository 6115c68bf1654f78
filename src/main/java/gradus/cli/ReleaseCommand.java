package gradus.cli;

import gradus.assignment.Assignment;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the notebooks that students receive of those that hold the solutions. */
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description =
        "Makes an assignment's release of its source: no solutions, no hidden tests, locked.")
final class ReleaseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "ASSIGNMENT", description = "Its name, such as a1.")
  private String name = "";

  @Override
  public Integer call() throws MissingException, IOException {
    Kit kit = Kit.current();
    PrintWriter out = spec.commandLine().getOut();
    for (Path file : Assignment.read(kit.assignments(), name).release(kit.assignments())) {
      out.println("Released: " + kit.home().relativize(file));
    }
    return 0;
  }
}
