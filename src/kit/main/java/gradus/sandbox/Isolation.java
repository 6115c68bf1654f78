package gradus.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A means of the operating system to restrict a program to one folder and the library: no network,
 * no other files, no other processes.
 */
public interface Isolation {

  /**
   * A process for a Java program that works in a folder.
   *
   * @param scratch an empty folder for what the isolation itself needs while the program runs
   */
  ProcessBuilder process(JavaCommand java, Path folder, Path scratch) throws IOException;

  /** A warning to print before a stranger's program is started, if one is due. */
  default Optional<String> warning() {
    return Optional.empty();
  }

  /** What every system offers: a separate process with an empty home and few variables. */
  record None() implements Isolation {
    @Override
    public ProcessBuilder process(JavaCommand java, Path folder, Path scratch) {
      ProcessBuilder builder = new ProcessBuilder(java.words()).directory(scratch.toFile());
      leaveOnly(builder, Map.of("HOME", scratch.toString()));
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

  /**
   * Where a program of the system is; the command that is started may have another PATH.
   *
   * @throws IOException if it is not installed
   */
  static String program(String name) throws IOException {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String folder : path.split(Pattern.quote(File.pathSeparator), -1)) {
      Path program = Path.of(folder, name);
      if (!folder.isEmpty() && Files.isExecutable(program)) {
        return program.toAbsolutePath().toString();
      }
    }
    throw new IOException(name + " is not installed");
  }

  /** The environment of a graded program. */
  static void leaveOnly(ProcessBuilder builder, Map<String, String> variables) {
    Map<String, String> environment = builder.environment();
    // Windows starts no program without it.
    Optional<String> root = Optional.ofNullable(environment.get("SystemRoot"));
    environment.clear();
    root.ifPresent(value -> environment.put("SystemRoot", value));
    environment.putAll(variables);
    environment.put("GRADUS_BUDGET", "quick");
    environment.put("GRADUS_PROGRESS", "off");
    environment.put("NBGRADER_EXECUTION", "autograde");
  }
}
