package gradus.cli;

import gradus.kernel.CollectorFault;
import gradus.kernel.KernelSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Starts this program again in a JVM that is made for training. The launcher's own JVM lacks the
 * vector module, without which training is several times slower.
 */
final class FastJava {
  /** What the JVM prints about the vector module at every start. */
  private static final String NOTICE = "WARNING: Using incubator modules: jdk.incubator.vector";

  /**
   * Arrays from half a megabyte on lie outside of the young generation. That is kept small, since
   * new memory is slow to touch; with 32 MB instead of 256 the nearest neighbours took five times
   * as long, for what is garbage outside of it was looked for too seldom.
   */
  private static final List<String> G1 =
      List.of(
          "-XX:-UseParallelGC", "-XX:+UseG1GC", "-XX:G1HeapRegionSize=1m", "-XX:MaxNewSize=256m");

  private FastJava() {}

  /**
   * The notebooks' flags, with another collector. G1 leaves large arrays where they were made; the
   * parallel one copies all that outlive its young generation, as the activations of a large
   * network do. A notebook keeps it, since it takes less memory. So does a JDK with {@link
   * CollectorFault}.
   */
  static List<String> flags() {
    List<String> flags = new ArrayList<>(KernelSpec.FLAGS);
    if (CollectorFault.warning(Runtime.version()).isEmpty()) {
      flags.removeIf(flag -> flag.startsWith("-XX:NewRatio="));
      flags.addAll(G1);
    }
    return flags;
  }

  /** Whether this JVM has the vector module. */
  static boolean isHere() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /** What a program prints that runs with the notebooks' flags. */
  static String answer(Class<?> program) throws IOException, InterruptedException {
    List<String> command = command(KernelSpec.FLAGS);
    command.add(program.getName());
    return Jupyter.ask(command).orElse("the JVM of notebooks does not start");
  }

  private static List<String> command(List<String> flags) {
    List<String> command = new ArrayList<>(List.of(Jupyter.java()));
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    return command;
  }

  /**
   * Runs the same command there and returns its exit code; it ends when this process is ended.
   *
   * @param flags of its own, which overrule these
   * @param threads the number of threads that each piece of work is split among
   */
  static int again(List<String> flags, int threads, CommandSpec command)
      throws IOException, InterruptedException {
    return again(
        flags,
        threads,
        command.root().userObject().getClass().getName(),
        command.root().commandLine().getParseResult().originalArgs(),
        command.commandLine().getErr());
  }

  /** The same for a program on a class path of its own, which is among the flags. */
  static int again(
      List<String> flags, int threads, String program, List<String> arguments, PrintWriter errors)
      throws IOException, InterruptedException {
    List<String> command = command(flags());
    command.addAll(flags);
    command.add("-Dgradus.threads=" + threads);
    command.add(program);
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
