package gradus.bench;

import gradus.bench.Result.Line;
import java.util.List;
import java.util.Locale;

/**
 * The table that the benchmark prints, a case at a time.
 *
 * @param peak the machine's measured peak in GFLOP/s, 0 where it could not be measured
 */
record Table(double peak) {
  /** The share of the machine used by others above which a comparison is disturbed. */
  private static final double BUSY = 0.1;

  /** The names of the columns. */
  String head() {
    return row(
        "case",
        "what",
        "library",
        "images/s",
        "±",
        "cpu/step",
        "GFLOP/s",
        "peak",
        "memory",
        "1st step",
        "steady",
        "1st epoch",
        "others",
        "speed of Gradus");
  }

  /** The rows of one case: this kit's, then one for each peer, then what went wrong. */
  String rows(Result result) {
    var text = new StringBuilder();
    boolean first = true;
    for (Line line : result.work().images() == 0 ? List.<Line>of() : result.lines()) {
      text.append(row(result, line, first));
      first = false;
    }
    for (String failure : result.failures()) {
      text.append("%-8s%s%n".formatted(first ? result.contest().id() : "", failure));
      first = false;
    }
    return text.toString();
  }

  private String row(Result result, Line line, boolean first) {
    Measurements measurements = line.measurements();
    double speed = result.work().operations() / measurements.secondsPerStep() / 1e9;
    int epoch = result.work().perEpoch();
    String about = measurements.hasDone(epoch) ? "" : "≈ ";
    return row(
        first ? result.contest().id() : "",
        first ? result.contest().title() : "",
        line.name(),
        "%,.0f".formatted(result.work().images() / measurements.secondsPerStep()),
        "%.0f %%".formatted(100 * measurements.spread()),
        seconds(measurements.processorSecondsPerStep()),
        "%.1f".formatted(speed),
        peak > 0 ? "%.0f %%".formatted(100 * speed / peak) : "–",
        line.memory() > 0 ? "%,d MB".formatted(line.memory() >> 20) : "–",
        seconds(measurements.firstStep()),
        seconds(measurements.steadyAfter()),
        about + seconds(measurements.secondsOfFirst(epoch)),
        "%.0f %%".formatted(100 * result.others()),
        first || !result.lines().getFirst().name().equals(ParticipantCommand.OURS)
            ? ""
            : ratio(result, line));
  }

  /** For example {@code 1.72× PyTorch (1.7 wanted)}. */
  private static String ratio(Result result, Line peer) {
    Measurements own = result.lines().getFirst().measurements();
    double ratio = peer.measurements().secondsPerStep() / own.secondsPerStep();
    var text = new StringBuilder("%.2f× %s".formatted(ratio, peer.name()));
    double target = result.contest().targetSpeedup();
    if (target > 0 && peer.name().equals("PyTorch")) {
      text.append(" (%.1f wanted)".formatted(target));
    }
    if (result.others() > BUSY) {
      double processor =
          peer.measurements().processorSecondsPerStep() / own.processorSecondsPerStep();
      text.append("; busy machine, %.2f× by processor time".formatted(processor));
    }
    return text.toString();
  }

  private static String seconds(double seconds) {
    String format = seconds < 0.01 ? "%.2f ms" : seconds < 0.1 ? "%.0f ms" : "%.1f s";
    return format.formatted(seconds < 0.1 ? 1000 * seconds : seconds);
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "%-8s%-38s%-16s%12s%6s%10s%10s%7s%9s%9s%9s%11s%8s  %s", cells)
            .stripTrailing()
        + System.lineSeparator();
  }
}
