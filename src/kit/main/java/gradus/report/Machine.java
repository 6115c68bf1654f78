package gradus.report;

import com.google.gson.annotations.SerializedName;
import gradus.tensor.Engines;
import gradus.tensor.Precision;
import gradus.training.Version;

/**
 * Where a run was made, and by which version of the kit.
 *
 * @param processors the number of processors
 * @param architecture such as amd64
 * @param java the version of the virtual machine
 * @param gradus the version and commit of the kit
 * @param engine the engine of the single-precision arithmetic
 * @param concurrency the number of runs that shared the processors
 * @param clock that the seconds are read from: that of the run's only thread or that on the wall
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
  public static Machine current(int concurrency) {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.arch"),
        Runtime.version().toString(),
        Version.current().toString(),
        Engines.describe(Precision.SINGLE),
        concurrency,
        Stopwatch.kind());
  }
}
