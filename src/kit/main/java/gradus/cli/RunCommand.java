package gradus.cli;

import gradus.course.Budget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Executes notebooks without a browser. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description =
        "Executes notebooks from top to bottom and writes each, executed and as an HTML page, into"
            + " a folder; one that fails is written beside, as NAME.failed.ipynb.")
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
      description =
          "Where to write; target/notebooks unless given, in ~/gradus where you may only read the kit.")
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
    Map<Path, Path> all = all();
    Kit kit = Kit.current();
    NotebookRun runner =
        new NotebookRun(kit, Jupyter.ready(kit), budget, seconds, spec.commandLine().getOut());
    Path folder = output.orElse(kit.executed()).toAbsolutePath();
    List<String> failures = new ArrayList<>();
    for (Map.Entry<Path, Path> notebook : all.entrySet()) {
      Path executed = inPlace ? notebook.getKey() : folder.resolve(notebook.getValue());
      Path page = folder.resolve(notebook.getValue().toString().replace(".ipynb", ".html"));
      failures.addAll(runner.execute(notebook.getKey(), executed, page));
    }
    failures.forEach(failure -> spec.commandLine().getErr().println(failure));
    return failures.isEmpty() ? 0 : 1;
  }

  /** Notebooks of one name from several folders keep as much of their paths as tells them apart. */
  private static Path target(Path file, Path named, Collection<Path> taken) {
    Path target = file.equals(named) ? file.getFileName() : named.relativize(file);
    Path whole = file.toAbsolutePath().normalize();
    while (taken.contains(target) && target.getNameCount() < whole.getNameCount()) {
      int from = whole.getNameCount() - target.getNameCount() - 1;
      target = whole.subpath(from, whole.getNameCount());
    }
    return target;
  }

  /** Each notebook with its path below the folder that was named, where namesakes stay apart. */
  private Map<Path, Path> all() throws IOException, MissingException {
    Map<Path, Path> all = new LinkedHashMap<>();
    for (Path named : notebooks) {
      if (!Files.exists(named)) {
        throw new MissingException("There is no " + named + "; see the folder notebooks.");
      }
      List<Path> found = Kit.notebooksIn(named);
      for (Path file : found) {
        if (!all.containsKey(file)) {
          all.put(file, target(file, named, all.values()));
        }
      }
      if (found.isEmpty()) {
        throw new ParameterException(
            spec.commandLine(),
            Files.isDirectory(named)
                ? "There is no notebook in " + named + "; the lessons are in notebooks/lessons."
                : named + " is no notebook, whose name ends in .ipynb.");
      }
    }
    return all;
  }
}
