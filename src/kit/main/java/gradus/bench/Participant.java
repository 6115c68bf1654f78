package gradus.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One library in its own process, which prepares a case and then does steps on request. */
final class Participant implements AutoCloseable {
  private final String name;
  private final Process process;
  private final PrintStream to;
  private final BufferedReader from;
  private final Path errors;

  Participant(String name, Process process, Path errors) {
    this.name = name;
    this.process = process;
    this.errors = errors;
    to = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    from = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * The size of a step.
   *
   * @param images handled in a step
   * @param operations that a step cannot do without, two for each multiply-add
   * @param perEpoch the steps until every picture has been seen once
   */
  record Work(int images, double operations, int perEpoch) {}

  /**
   * Some steps in a row.
   *
   * @param steps their number
   * @param seconds they took
   * @param processorSeconds they took on all processors together
   */
  record Run(int steps, double seconds, double processorSeconds) {
    double secondsPerStep() {
      return seconds / steps;
    }

    double processorSecondsPerStep() {
      return processorSeconds / steps;
    }
  }

  /** The library's name. */
  String name() {
    return name;
  }

  /**
   * Makes a case ready; returns the size of a step, if the library says it.
   *
   * @throws UnsupportedOperationException if it is not compared at this case
   */
  Optional<Work> prepare(String id) throws IOException {
    List<String> answer = ask("prepare " + id, "ready");
    return answer.size() < 3
        ? Optional.empty()
        : Optional.of(
            new Work(
                Integer.parseInt(answer.get(0)),
                Double.parseDouble(answer.get(1)),
                Integer.parseInt(answer.get(2))));
  }

  /** Does a number of steps; fails if the loss is not finite, since such steps prove nothing. */
  Run run(int steps) throws IOException {
    double before = processorSeconds();
    List<String> answer = ask("run " + steps, "ran");
    double seconds = Double.parseDouble(answer.getFirst());
    if (!Double.isFinite(Double.parseDouble(answer.getLast()))) {
      throw new IOException(name + " diverged: its loss is " + answer.getLast());
    }
    return new Run(steps, seconds, processorSeconds() - before);
  }

  /** The words of its answer to a line, without the first, which says that all went well. */
  List<String> ask(String line, String expected) throws IOException {
    to.println(line);
    String answer = Optional.ofNullable(from.readLine()).orElse("");
    if (answer.equals("skip")) {
      throw new UnsupportedOperationException(line);
    }
    if (!answer.startsWith(expected)) {
      throw new IOException("%s could not %s: %s".formatted(name, line, reason(answer)));
    }
    return List.of(answer.substring(expected.length()).strip().split(" ", -1));
  }

  private String reason(String answer) throws IOException {
    if (answer.startsWith("cannot ")) {
      return answer.substring("cannot ".length());
    }
    try (Stream<String> lines = Files.lines(errors)) {
      String last = lines.filter(line -> !line.isBlank()).reduce((a, b) -> b).orElse("it ended");
      return "%s (%s)".formatted(last.strip(), errors);
    }
  }

  /** Processor time that it has used so far, in seconds. */
  double processorSeconds() {
    return process.toHandle().info().totalCpuDuration().map(d -> d.toNanos() / 1e9).orElse(0.0);
  }

  /** The most memory that it has occupied so far, in bytes; 0 where the system does not say. */
  long memoryHighWaterMark() throws IOException {
    return MachineLoad.memoryHighWaterMark(process.toHandle());
  }

  /** Ends the process. */
  @Override
  public void close() {
    to.close();
    process.destroy();
  }
}
