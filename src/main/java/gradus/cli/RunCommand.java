package gradus.cli;

import gradus.data.Budget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Executes notebooks without a browser. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description =
        "Executes notebooks from top to bottom and writes each, executed and as an HTML page, into a folder.")
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "NOTEBOOK",
      arity = "1..*",
      description = "Notebooks, or folders of them.")
  private List<Path> notebooks = List.of();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where to write; target/notebooks unless given.")
  private Optional<Path> output = Optional.empty();

  @Option(names = "--in-place", description = "Write each executed notebook over its source.")
  private boolean inPlace;

  @Option(
      names = "--budget",
      paramLabel = "BUDGET",
      description = "quick, lesson or report: how long to train.")
  private Budget budget = Budget.LESSON;

  @Option(
      names = "--cell-timeout",
      converter = Count.class,
      paramLabel = "SECONDS",
      description = "What one cell may take.")
  private int seconds = 3600;

  @Override
  public Integer call() throws Exception {
    Kit kit = Kit.current();
    NotebookRun runner =
        new NotebookRun(kit, Jupyter.ready(kit), budget, seconds, spec.commandLine().getOut());
    Path folder = output.orElse(kit.executed()).toAbsolutePath();
    List<String> failures = new ArrayList<>();
    for (Path notebook : all()) {
      Path executed = inPlace ? notebook : folder.resolve(notebook.getFileName());
      Path page = folder.resolve(notebook.getFileName().toString().replace(".ipynb", ".html"));
      failures.addAll(runner.execute(notebook, executed, page));
    }
    failures.forEach(failure -> spec.commandLine().getErr().println(failure));
    return failures.isEmpty() ? 0 : 1;
  }

  private List<Path> all() throws IOException, MissingException {
    List<Path> all = new ArrayList<>();
    for (Path notebook : notebooks) {
      if (!Files.exists(notebook)) {
        throw new MissingException("There is no " + notebook + "; see the folder notebooks.");
      }
      try (Stream<Path> files = Files.walk(notebook)) {
        files
            .filter(f -> f.toString().endsWith(".ipynb") && !f.toString().contains("checkpoints"))
            .sorted()
            .forEach(all::add);
      }
    }
    return all;
  }
}
