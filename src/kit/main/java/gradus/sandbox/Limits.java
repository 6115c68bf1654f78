package gradus.sandbox;

import java.time.Duration;
import java.util.Optional;

/**
 * The limits of a submission.
 *
 * @param time of the processor before a cell is ended, or three times as much of the clock
 * @param megabytes of memory for the objects of its kernel
 * @param notebook time of the processor for all cells of a notebook, or twice as much of the clock
 * @param isTraining whether the kernel computes long enough for Java's optimising compiler
 */
public record Limits(Duration time, int megabytes, Duration notebook, boolean isTraining) {
  /** Enough for every exercise of the course ten times over. */
  public static final Limits DEFAULT = new Limits(Duration.ofSeconds(20), 1024);

  /** For solutions, which come from the teacher and end by themselves. */
  public static final Limits OWN = new Limits(Duration.ofMinutes(5), 1024, Duration.ofDays(1));

  /** What the machine code, classes and threads of a kernel may need beside its objects. */
  private static final int NATIVE_MEGABYTES = 512;

  private static final int TASKS = 256;

  /** Enough for a notebook with a few endless loops, and for a kernel's start after each. */
  public Limits(Duration time, int megabytes) {
    this(time, megabytes, Duration.ofSeconds(60).plus(time.multipliedBy(2)));
  }

  Limits(Duration time, int megabytes, Duration notebook) {
    this(time, megabytes, notebook, false);
  }

  /** The limits of a notebook in which a cell that trains a network may take so long. */
  public Limits forTraining(Duration training) {
    return training.compareTo(time) > 0
        ? new Limits(training, megabytes, notebook.plus(training), true)
        : this;
  }

  /** The resident memory of all processes together, whatever it is used for. */
  int allMegabytes() {
    return megabytes + NATIVE_MEGABYTES;
  }

  /** How many processes and threads together; honest ones start a few for each processor. */
  static int tasks() {
    return TASKS + 2 * Runtime.getRuntime().availableProcessors();
  }

  /** How a cell ended that used more than it may, if it did. */
  Optional<Outcome> excess(Usage usage) {
    if (usage.tasks() > tasks()) {
      return Optional.of(
          Outcome.failed(
              Outcome.PROCESS_LIMIT,
              "the cell had more than %d threads and processes; does a loop start them?"
                  .formatted(tasks()),
              true));
    }
    return usage.bytes() >> 20 > allMegabytes() ? Optional.of(outOfMemory()) : Optional.empty();
  }

  Outcome outOfMemory() {
    return Outcome.failed(
        Outcome.MEMORY_LIMIT,
        "the cell needed more than %d megabytes of memory; does something grow without end?"
            .formatted(megabytes),
        true);
  }
}
