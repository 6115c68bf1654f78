package gradus.assignment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the operating system offers to keep a program from all but one folder and the library: no
 * network, no other files, no other processes.
 */
public interface Isolation {

  /** A process for a Java program that works in a folder. */
  ProcessBuilder process(JavaCommand java, Path folder) throws IOException;

  /** What to know before a stranger's program is started in it, if anything. */
  default Optional<String> warning() {
    return Optional.empty();
  }

  /** The best that works here, if any does. */
  static Optional<Isolation> best() throws IOException, InterruptedException {
    Identity identity = Identity.current();
    for (Isolation isolation : List.of(new Bubblewrap(identity), new Namespaces(identity))) {
      if (works(isolation)) {
        return Optional.of(isolation);
      }
    }
    return Optional.empty();
  }

  /** Whether a program starts in it. */
  static boolean works(Isolation isolation) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("gradus");
    try {
      JavaCommand kernel = JavaCommand.kernel(Limits.DEFAULT);
      List<String> version = List.of(kernel.words().getFirst(), "--version");
      Process process =
          isolation
              .process(new JavaCommand(version, kernel.files()), folder)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } finally {
      Files.deleteIfExists(folder);
    }
  }

  /** Only what every system offers: another process, with an empty home and few variables. */
  record None() implements Isolation {
    @Override
    public ProcessBuilder process(JavaCommand java, Path folder) throws IOException {
      Path home = Files.createTempDirectory("gradus-home");
      home.toFile().deleteOnExit();
      ProcessBuilder builder = new ProcessBuilder(java.words()).directory(home.toFile());
      leaveOnly(builder, Map.of("HOME", home.toString()));
      return builder;
    }

    @Override
    public Optional<String> warning() {
      return Optional.of(
          "Warning: not isolated, so a submission can read your files and use the network.");
    }

    @Override
    public String toString() {
      return "separate processes, not isolated";
    }
  }

  /** The environment of a graded program. */
  static void leaveOnly(ProcessBuilder builder, Map<String, String> variables) {
    Map<String, String> environment = builder.environment();
    // Windows starts nothing without it.
    Optional<String> root = Optional.ofNullable(environment.get("SystemRoot"));
    environment.clear();
    root.ifPresent(value -> environment.put("SystemRoot", value));
    environment.putAll(variables);
    environment.put("GRADUS_BUDGET", "quick");
    environment.put("NBGRADER_EXECUTION", "autograde");
  }
}
