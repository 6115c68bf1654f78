package gradus.cli;

import gradus.assignment.Assignment;
import gradus.assignment.AssignmentValidation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Option(
      names = "--prove",
      description =
          "First prove that solutions earn all points, the release none, and wrong answers fewer.")
  private boolean prove;

  @Option(names = "--hints", description = "With --prove: print what each wrong answer is told.")
  private boolean hints;

  @Override
  public Integer call() throws MissingException, IOException, InterruptedException {
    Kit kit = Kit.current();
    Assignment assignment = Assignment.read(kit.assignments(), name);
    if (prove && !isProved(assignment)) {
      return 1;
    }
    for (Path file : assignment.release(kit.assignments())) {
      out().println("Released: " + kit.home().relativize(file));
    }
    return 0;
  }

  private boolean isProved(Assignment assignment) throws IOException, InterruptedException {
    Map<String, AssignmentValidation> proofs = assignment.prove();
    proofs.forEach(
        (notebook, proof) -> {
          out()
              .printf(
                  "%s: %d exercises, %d wrong answers, %d problems%n",
                  notebook, proof.exercises(), proof.losses().size(), proof.problems().size());
          proof.problems().forEach(problem -> out().println("  " + problem));
          if (hints) {
            proof.losses().forEach(this::print);
          }
        });
    out().flush();
    return proofs.values().stream().allMatch(proof -> proof.problems().isEmpty());
  }

  private void print(AssignmentValidation.Loss loss) {
    out().printf("%n%s: %s%n", loss.exercise(), loss.variant());
    loss.hints().forEach(hint -> out().println(hint.indent(4).stripTrailing()));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
