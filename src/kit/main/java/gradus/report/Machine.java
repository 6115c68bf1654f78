package gradus.report;

import gradus.tensor.Engines;
import gradus.tensor.Precision;

/**
 * Where a run was made.
 *
 * @param processors how many there are
 * @param architecture such as amd64
 * @param java the version of the virtual machine
 * @param gradus the version of the kit
 * @param engine what computed in single precision
 * @param together how many runs shared the processors
 * @param clock what the seconds are: of a processor, where a run has one thread, or on the wall
 */
public record Machine(
    int processors,
    String architecture,
    String java,
    String gradus,
    String engine,
    int together,
    String clock) {
  /** This machine, now. */
  static Machine here(int together) {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.arch"),
        Runtime.version().toString(),
        "1.0",
        Engines.describe(Precision.SINGLE),
        together,
        Stopwatch.kind());
  }
}
