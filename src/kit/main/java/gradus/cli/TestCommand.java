package gradus.cli;

import gradus.course.Budget;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Runs every test: the library's, the kernel's, the launcher's, and all notebooks from top to
 * bottom.
 */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = "Runs every test, and every notebook at the quick budget.")
final class TestCommand implements Callable<Integer> {
  private static final int CELL_SECONDS = 120;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--mutation",
      description =
          "Instead: changes the network's code in small ways, one at a time, and tells how many"
              + " changes its tests notice. Takes long.")
  private boolean mutation;

  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private final List<String> failures = new ArrayList<>();

  /** A part of the tests: what failed in it. */
  @FunctionalInterface
  private interface Part {
    List<String> run() throws Exception;
  }

  @Override
  public Integer call() throws Exception {
    Kit kit = Kit.current();
    if (mutation) {
      return maven(kit, "-Pmutation", "-pl", "src/network", "test").isEmpty() ? 0 : 1;
    }
    part("library (Maven)", () -> maven(kit, "-Pdocs", "verify"));
    Jupyter jupyter = Jupyter.ready(kit);
    part("kernel, launcher, browser (pytest)", () -> pytest(kit, jupyter));
    part("notebooks", () -> notebooks(kit, jupyter));
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    out.println(Coverage.table(kit));
    seconds.forEach((name, time) -> out.printf("%8.1f s  %s%n", time, name));
    failures.forEach(out::println);
    out.println(failures.isEmpty() ? "All tests passed." : failures.size() + " failed.");
    out.flush();
    return failures.isEmpty() ? 0 : 1;
  }

  private void part(String name, Part part) throws Exception {
    long start = System.nanoTime();
    failures.addAll(part.run());
    seconds.put(name, (System.nanoTime() - start) / 1e9);
  }

  private static List<String> maven(Kit kit, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(kit.maven(), "-B", "-ntp"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .directory(kit.home().toFile())
        .environment()
        .put("JAVA_HOME", System.getProperty("java.home"));
    return builder.inheritIO().start().waitFor() == 0
        ? List.of()
        : List.of("mvn " + String.join(" ", words) + " failed");
  }

  private static List<String> pytest(Kit kit, Jupyter jupyter)
      throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(List.of("-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider"));
    kit.pythonTests().forEach(folder -> words.add(folder.toString()));
    return jupyter.command(kit, words).inheritIO().start().waitFor() == 0
        ? List.of()
        : List.of("pytest failed");
  }

  private List<String> notebooks(Kit kit, Jupyter jupyter)
      throws IOException, InterruptedException {
    NotebookRun runner =
        new NotebookRun(kit, jupyter, Budget.QUICK, CELL_SECONDS, spec.commandLine().getOut());
    List<String> found = new ArrayList<>();
    for (Path notebook : kit.executableNotebooks().toList()) {
      Path executed = kit.executed().resolve(kit.notebooks().relativize(notebook));
      found.addAll(
          runner.execute(
              notebook, executed, executed.resolveSibling(executed.getFileName() + ".html")));
    }
    return found;
  }
}
