package gradus.report;

import com.google.gson.annotations.SerializedName;
import gradus.tensor.Precision;
import java.util.Objects;

/**
 * Where a run was made, and by which version of the kit.
 *
 * @param processors the number of processors
 * @param architecture such as amd64
 * @param java the version of the virtual machine
 * @param gradus the version of the kit
 * @param engine the engine of the single-precision arithmetic
 * @param concurrency the number of runs that shared the processors
 * @param clock what the seconds measure: {@code processor} time of a run's only thread, or the time
 *     on the {@code wall}
 */
public record Machine(
    int processors,
    String architecture,
    String java,
    String gradus,
    String engine,
    @SerializedName("together") int concurrency,
    String clock) {
  /** This machine, now. */
  static Machine current(int concurrency) {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.arch"),
        Runtime.version().toString(),
        version(),
        Precision.SINGLE.engine(),
        concurrency,
        Stopwatch.kind());
  }

  private static String version() {
    return Objects.requireNonNullElse(
        Machine.class.getPackage().getImplementationVersion(), "not packaged");
  }
}
