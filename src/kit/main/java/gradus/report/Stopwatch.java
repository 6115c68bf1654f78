package gradus.report;

import java.lang.management.ManagementFactory;

/**
 * Measures the processor time of a thread that works alone, so that other programs on the machine
 * do not count; the wall-clock time where several threads share the work.
 */
final class Stopwatch {
  private final boolean alone;
  private final long start;

  private Stopwatch(boolean alone) {
    this.alone = alone;
    start = now();
  }

  /** Started by the thread that does the work. */
  static Stopwatch started() {
    return new Stopwatch(isAlone());
  }

  /** What the seconds of a record measure. */
  static String kind() {
    return isAlone() ? "processor" : "wall";
  }

  /** Seconds since the start, for the thread that started it. */
  double seconds() {
    return (now() - start) / 1e9;
  }

  private static boolean isAlone() {
    return "1".equals(System.getProperty("gradus.threads"))
        && ManagementFactory.getThreadMXBean().isCurrentThreadCpuTimeSupported();
  }

  private long now() {
    return alone
        ? ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()
        : System.nanoTime();
  }
}
