package gradus.bench;

import gradus.report.Machine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The processor of this machine and how busy it is. */
public final class MachineLoad {
  private static final Path STATISTICS = Path.of("/proc/stat");
  private static final double TICKS_PER_SECOND = 100;

  private MachineLoad() {}

  /** For example {@code 2 × AMD EPYC, load 0.89}. */
  public static String describe() {
    return "%d × %s, load %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            Machine.processorName(),
            load() < 0 ? "unknown" : String.format(Locale.ROOT, "%.2f", load()));
  }

  /** The number of runnable processes, averaged over the last minute. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** The most memory that a process has had, in bytes; 0 where the system does not say. */
  public static long memoryHighWaterMark(ProcessHandle process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    }
  }

  /** Processor seconds used by all processes together; 0 where the system does not say. */
  static double busySeconds() throws IOException {
    if (!Files.isReadable(STATISTICS)) {
      return 0;
    }
    List<String> words = List.of(Files.readAllLines(STATISTICS).getFirst().split(" +", -1));
    double ticks = 0;
    for (int i = 1; i < words.size(); i++) {
      boolean idle = i == 4 || i == 5;
      boolean countedAlready = i > 8;
      ticks += idle || countedAlready ? 0 : Double.parseDouble(words.get(i));
    }
    return ticks / TICKS_PER_SECOND;
  }
}
