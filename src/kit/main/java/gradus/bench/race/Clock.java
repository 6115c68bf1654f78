package gradus.bench.race;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * The time since a race began, on the wall and of all threads.
 *
 * @param wall nanoseconds when it began
 * @param processors nanoseconds that all threads had used by then
 */
record Clock(long wall, long processors) {
  static Clock start() {
    return new Clock(System.nanoTime(), processorNanos());
  }

  double seconds() {
    return (System.nanoTime() - wall) / 1e9;
  }

  double processorSeconds() {
    return (processorNanos() - processors) / 1e9;
  }

  private static long processorNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
