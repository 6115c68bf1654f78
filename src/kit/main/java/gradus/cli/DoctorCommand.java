package gradus.cli;

import gradus.datasets.DataFolder;
import gradus.datasets.download.Installation;
import gradus.datasets.download.Manifest.PublishedSet;
import gradus.kernel.CollectorFault;
import gradus.sandbox.AvailableIsolation;
import gradus.sandbox.ContainmentCheck;
import gradus.sandbox.Isolation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what was found on this machine, and the remedy for what is missing. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Says what was found, and what to do about what is missing.")
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  private boolean missing;

  @Override
  public Integer call() throws Exception {
    Kit kit = Kit.current();
    found("kit", kit.home().toString());
    found("JDK", Runtime.version() + " in " + System.getProperty("java.home"));
    CollectorFault.warning(Runtime.version())
        .ifPresent(warning -> line("update", "JDK", warning + ", as the kit does"));
    Optional<Jupyter> jupyter = Jupyter.find(kit);
    if (jupyter.isPresent()) {
      found("Jupyter", jupyter.get().python().toString());
      kernel(kit, jupyter.get());
    } else {
      missing("Jupyter", "start ./gradus lab, which installs it in .venv");
    }
    for (PublishedSet set : DataCommand.manifest().sets()) {
      dataSet(set);
    }
    found("processor", processor());
    found("engine", "single precision: " + FastJava.answer(EngineDescription.class));
    isolation();
    return missing ? 3 : 0;
  }

  /** Of interest to teachers; a submission is a stranger's program. */
  private void isolation() throws IOException, InterruptedException {
    Optional<Isolation> best = AvailableIsolation.best();
    if (best.isEmpty()) {
      line("none", "grading", "not isolated here, so refused; on Linux install bubblewrap");
      return;
    }
    found("grading", best.get() + ", tried from inside:");
    ContainmentCheck.of(best.get())
        .forEach(
            (promise, held) -> {
              missing |= !held;
              line(held ? "ok" : "ESCAPED", "", promise);
            });
  }

  /** The number of processors and, where the system tells, the width of their vectors. */
  private static String processor() throws IOException {
    Path flags = Path.of("/proc/cpuinfo");
    String text = Files.isReadable(flags) ? Files.readString(flags) : "";
    String vectors =
        text.contains(" avx512f")
            ? ", vectors of 512 bits"
            : text.contains(" avx2") ? ", vectors of 256 bits" : "";
    return "%d × %s%s"
        .formatted(
            Runtime.getRuntime().availableProcessors(), System.getProperty("os.arch"), vectors);
  }

  private void kernel(Kit kit, Jupyter jupyter) throws IOException {
    if (jupyter.isRegistered(kit)) {
      found("kernel", jupyter.kernel().toString());
    } else {
      missing("kernel", "none as new as the library; start ./gradus lab, which registers it");
    }
  }

  private void dataSet(PublishedSet set) throws IOException {
    var installation = Installation.found(set, DataFolder.current());
    String fetch = "./gradus data " + set.id();
    if (!DataFolder.isPresent(installation.folder())) {
      found(set.title(), "not here; fetch it with " + fetch);
      return;
    }
    List<String> differences = installation.differences();
    if (differences.isEmpty()) {
      found(set.title(), installation.folder() + ", every file as it was published");
    } else {
      missing(set.title(), String.join("; ", differences) + "; fetch it anew with " + fetch);
    }
  }

  private void found(String what, String where) {
    line("ok", what, where);
  }

  private void missing(String what, String remedy) {
    missing = true;
    line("MISSING", what, remedy);
  }

  private void line(String state, String what, String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-8s %-10s %s%n", state, what, text);
    out.flush();
  }
}
