package gradus.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command that starts a library's process.
 *
 * @param name of the library, as a reader knows it
 * @param command and its arguments
 * @param environment what is set for it in addition
 */
public record ParticipantCommand(
    String name, List<String> command, Map<String, String> environment) {
  /** The name of this kit's own. */
  static final String OURS = "Gradus";

  /** This kit's own process, of this class path. */
  public static ParticipantCommand gradus(List<String> java, int threads) {
    List<String> command = new ArrayList<>(java);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Worker.class.getName()));
    return new ParticipantCommand(OURS, command, environment(threads));
  }

  /**
   * The environment that limits a process to a number of threads, and has native libraries keep the
   * memory of a step for the next: glibc would give it back and ask for it again.
   */
  public static Map<String, String> environment(int threads) {
    return Map.of(
        "GRADUS_THREADS",
        Integer.toString(threads),
        "OMP_NUM_THREADS",
        Integer.toString(threads),
        "MALLOC_MMAP_THRESHOLD_",
        Long.toString(1L << 30),
        "MALLOC_TRIM_THRESHOLD_",
        Long.toString(10L << 30),
        "MALLOC_TOP_PAD_",
        Long.toString(1L << 28));
  }

  /** Starts the process; its standard error goes to a file in a folder. */
  Participant start(Path folder) throws IOException {
    Path errors = Files.createDirectories(folder).resolve(name + ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    return new Participant(name, builder.start(), errors);
  }
}
