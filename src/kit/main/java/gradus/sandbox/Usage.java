package gradus.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process and its descendants use together.
 *
 * @param processor the time of those that are alive
 * @param tasks their number, each thread counted
 * @param bytes of memory that are theirs alone, heap or not; only Linux tells
 */
record Usage(Duration processor, int tasks, long bytes) {
  /**
   * Mapped files, such as the JDK, are everybody's; the tables of its pages are a process's own.
   */
  private static final List<String> MEMORY = List.of("RssAnon:", "RssShmem:", "VmSwap:", "VmPTE:");

  static final Usage NOTHING = new Usage(Duration.ZERO, 0, 0);

  static Usage of(Process process) {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .map(Usage::of)
        .reduce(NOTHING, Usage::plus);
  }

  private static Usage of(ProcessHandle process) {
    Duration processor = process.info().totalCpuDuration().orElse(Duration.ZERO);
    try {
      // A process may give itself a name that is no text.
      List<String> status =
          List.of(
              Files.readString(
                      Path.of("/proc/" + process.pid() + "/status"), StandardCharsets.ISO_8859_1)
                  .split("\n", -1));
      int threads = (int) number(status, "Threads:");
      long kilobytes = MEMORY.stream().mapToLong(key -> number(status, key)).sum();
      return new Usage(processor, Math.max(1, threads), kilobytes << 10);
    } catch (IOException e) {
      return new Usage(processor, 1, 0);
    }
  }

  private static long number(List<String> status, String key) {
    return status.stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  private Usage plus(Usage other) {
    return new Usage(processor.plus(other.processor), tasks + other.tasks, bytes + other.bytes);
  }
}
