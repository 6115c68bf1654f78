package gradus.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Where and when a trainer writes {@link Checkpoint}s: the last after every epoch and whenever it
 * pauses, the best when an epoch is the best so far.
 *
 * @param folder which is created if it does not exist
 * @param steps the number of steps after which the last is written too, 0 for none
 * @param metric what makes an epoch the best; where it is not measured, or is not a number, no
 *     epoch is
 */
public record Checkpoints(Path folder, long steps, Metric metric) {
  public Checkpoints {
    if (steps < 0) {
      throw new IllegalArgumentException(
          "checkpoints are written after a number of steps, or 0 for epochs alone; got " + steps);
    }
  }

  /** After every epoch; the best by the accuracy on the validation set. */
  public static Checkpoints in(Path folder) {
    return new Checkpoints(folder, 0, Metric.VALIDATION_ACCURACY);
  }

  /** These, and after every {@code number} steps too, which is the most that a kill can cost. */
  public Checkpoints everySteps(long number) {
    return new Checkpoints(folder, number, metric);
  }

  /** These, with the best by another metric. */
  public Checkpoints bestBy(Metric other) {
    return new Checkpoints(folder, steps, other);
  }

  /** The file of the last one. */
  public Path last() {
    return folder.resolve("last.npz");
  }

  /** The file of the best one. */
  public Path best() {
    return folder.resolve("best.npz");
  }

  /** Writes what is due after a step. */
  void afterStep(HistoryRecorder log, Supplier<Checkpoint> current) {
    if (!due(log)) {
      return;
    }
    Checkpoint checkpoint = current.get();
    if (log.epochEnded() && isBest(log.history())) {
      write(checkpoint, best());
    }
    write(checkpoint, last());
  }

  /** Writes the last one where training pauses, unless it was due there anyway. */
  void pause(HistoryRecorder log, Supplier<Checkpoint> current) {
    if (!due(log)) {
      write(current.get(), last());
    }
  }

  private boolean due(HistoryRecorder log) {
    return log.epochEnded() || (steps > 0 && log.steps() % steps == 0);
  }

  private boolean isBest(History history) {
    boolean measured = !Double.isNaN(metric.of(history.last()));
    return measured && history.best(metric).equals(history.last());
  }

  /**
   * An interrupt closes the channel that is being written to; it has to wait until this is done.
   */
  private void write(Checkpoint checkpoint, Path file) {
    boolean interrupted = Thread.interrupted();
    try {
      Files.createDirectories(folder);
      while (true) {
        try {
          checkpoint.write(file);
          return;
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the checkpoint %s cannot be written: %s; choose a folder that can be written to"
              .formatted(file, e),
          e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
