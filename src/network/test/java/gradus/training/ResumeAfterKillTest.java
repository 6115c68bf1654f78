package gradus.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training process is killed again and again, as a power cut would, and nothing is lost. */
class ResumeAfterKillTest {
  private static final int KILLS = 20;
  private static final int MOST_STEPS = 30;

  @TempDir private Path folder;

  @Test
  void aRunKilledTwentyTimesEndsInTheWeightsOfOneThatWasNot() throws Exception {
    Path expected = folder.resolve("expected.npz");
    finish(folder.resolve("whole"), expected);

    Path interrupted = folder.resolve("interrupted");
    Path received = folder.resolve("received.npz");
    Random random = new Random(9);
    long reached = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      killAfter(1 + random.nextInt(MOST_STEPS), random.nextInt(2_000), interrupted, received);
      reached = requireReadable(Checkpoints.in(interrupted), reached);
    }
    assertTrue(Files.notExists(received), "all kills must come before the end");
    finish(interrupted, received);

    assertEquals(-1, Files.mismatch(expected, received), "the weights differ");
    for (String kept : List.of("last.npz", "best.npz")) {
      assertEquals(
          withoutTime(folder.resolve("whole").resolve(kept)),
          withoutTime(interrupted.resolve(kept)));
    }
  }

  /** Every file can be read after a kill, and no kill sets the run back. */
  private static long requireReadable(Checkpoints kept, long before) throws IOException {
    long steps = 0;
    if (Files.exists(kept.last())) {
      steps = Checkpoint.read(kept.last()).history().steps().size();
    }
    if (Files.exists(kept.best())) {
      Checkpoint.read(kept.best());
    }
    assertTrue(steps >= before, "a kill set the run back from %d to %d".formatted(before, steps));
    return steps;
  }

  private static List<Object> withoutTime(Path file) throws IOException {
    History history = Checkpoint.read(file).history();
    List<Object> course = new ArrayList<>(history.steps());
    history.epochs().forEach(epoch -> course.add(epoch.validation()));
    return course;
  }

  private void finish(Path checkpoints, Path weights) throws Exception {
    Process process = start(checkpoints, weights);
    try (BufferedReader output = process.inputReader()) {
      output.lines().forEach(step -> {});
    }
    assertEquals(0, process.waitFor(), () -> errors());
  }

  /** Kills a process after some steps and some microseconds, wherever it is by then. */
  private void killAfter(int steps, int microseconds, Path checkpoints, Path weights)
      throws Exception {
    Process process = start(checkpoints, weights);
    try (BufferedReader output = process.inputReader()) {
      assertEquals(steps, output.lines().limit(steps).count(), () -> errors());
      Thread.sleep(Duration.ofNanos(1_000L * microseconds));
      process.destroyForcibly();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** A process that starts fast: plain loops, compiled once and lightly. */
  private Process start(Path checkpoints, Path weights) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            KilledTraining.class.getName(),
            checkpoints.toString(),
            weights.toString())
        .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("errors").toFile()))
        .start();
  }

  private String errors() {
    try {
      return Files.readString(folder.resolve("errors"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
