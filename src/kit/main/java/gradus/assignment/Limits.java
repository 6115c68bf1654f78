package gradus.assignment;

import java.time.Duration;

/**
 * The limits of a cell.
 *
 * @param time of the processor before it is ended, or three times as much of the clock
 * @param megabytes of memory for the objects of its kernel
 */
public record Limits(Duration time, int megabytes) {
  /** Enough for every exercise of the course ten times over. */
  public static final Limits DEFAULT = new Limits(Duration.ofSeconds(20), 1024);

  /** For solutions, which come from the teacher and end by themselves. */
  static final Limits OWN = new Limits(Duration.ofMinutes(5), 1024);
}
