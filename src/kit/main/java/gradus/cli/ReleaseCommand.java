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
          "First prove that solutions earn all points, the release none, and wrong answers fewer.")
  private boolean prove;

  @Option(names = "--hints", description = "With --prove: print what each wrong answer is told.")
  private boolean hints;

  @Override
  public Integer call() throws MissingException, IOException, InterruptedException {
    Kit kit = Kit.current();
    Assignment assignment = Assignment.read(kit.assignments(), name);
    if (prove && !isValid(assignment)) {
      return 1;
    }
    for (Path file : assignment.release(kit.assignments())) {
      out().println("Released: " + kit.home().relativize(file));
    }
    return 0;
  }

  private boolean isValid(Assignment assignment) throws IOException, InterruptedException {
    Map<String, AssignmentValidation> validations = assignment.validate();
    validations.forEach(
        (notebook, validation) -> {
          out()
              .printf(
                  "%s: %d exercises, %d wrong answers, %d problems%n",
                  notebook,
                  validation.exercises(),
                  validation.mutants().size(),
                  validation.problems().size());
          validation.problems().forEach(problem -> out().println("  " + problem));
          if (hints) {
            validation.mutants().forEach(this::print);
          }
        });
    out().flush();
    return validations.values().stream().allMatch(validation -> validation.problems().isEmpty());
  }

  private void print(AssignmentValidation.MutantResult result) {
    out().printf("%n%s: %s%n", result.exercise(), result.mutant());
    result.hints().forEach(hint -> out().println(hint.indent(4).stripTrailing()));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
