package gradus.report;

import java.lang.management.ManagementFactory;

/**
 * Measures what work takes: the time of its thread on a processor where the thread works alone, so
 * that other programs on the machine do not count, and the time on the wall where it has helpers.
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

  /** What the seconds of a record are. */
  static String kind() {
    return isAlone() ? "processor" : "wall";
  }

  /** Since the start; asked by the thread that started it. */
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
