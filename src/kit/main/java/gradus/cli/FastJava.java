package gradus.cli;

import gradus.kernel.KernelSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * This program once more, in a JVM that has the notebooks' flags: the launcher's own lacks the
 * vector module, without which numbers are computed several times more slowly.
 */
final class FastJava {
  /** What the JVM has to say of the vector module, each time. */
  private static final String NOTICE = "WARNING: Using incubator modules: jdk.incubator.vector";

  private FastJava() {}

  /** Whether this JVM has what it needs. */
  static boolean isHere() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /**
   * Runs the same command there and returns its exit code; it ends when this process is ended.
   *
   * @param threads that one piece of work is split among
   * @param arguments of the command
   * @param errors where its standard error goes
   */
  static int again(int threads, List<String> arguments, PrintWriter errors)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Jupyter.java()));
    command.addAll(KernelSpec.FLAGS);
    command.add("-Dgradus.threads=" + threads);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
    Thread end = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(end);
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.equals(NOTICE))
          .forEach(
              line -> {
                errors.println(line);
                errors.flush();
              });
    }
    return process.waitFor();
  }
}
