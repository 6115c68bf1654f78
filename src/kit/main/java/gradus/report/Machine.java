package gradus.report;

import com.google.gson.annotations.SerializedName;
import gradus.tensor.Engines;
import gradus.tensor.Precision;
import gradus.training.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where a run was made, and by which version of the kit.
 *
 * @param processors the number of processors
 * @param processor such as AMD EPYC; the architecture where the system does not name it
 * @param architecture such as amd64
 * @param java the version of the virtual machine
 * @param gradus the version and commit of the kit
 * @param engine the engine of the single-precision arithmetic
 * @param concurrency the number of runs that shared the processors
 * @param clock that the seconds are read from: that of the run's only thread or that on the wall
 */
public record Machine(
    int processors,
    String processor,
    String architecture,
    String java,
    String gradus,
    String engine,
    @SerializedName("together") int concurrency,
    String clock) {
  /** This machine, now. */
  public static Machine current(int concurrency) {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        processorName(),
        System.getProperty("os.arch"),
        Runtime.version().toString(),
        Version.current().toString(),
        Engines.describe(Precision.SINGLE),
        concurrency,
        Stopwatch.kind());
  }

  /** The name of this machine's processor; the architecture where the system does not name it. */
  public static String processorName() {
    Path information = Path.of("/proc/cpuinfo");
    try (Stream<String> lines = Files.lines(information)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException unknown) {
      return System.getProperty("os.arch");
    }
  }
}
