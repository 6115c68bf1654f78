package gradus.training;

/** Observes training: a progress line, a live curve, a log. */
public interface TrainingListener {
  /** Training begins or continues, with this number of steps to go. */
  default void begin(long steps) {}

  /** A step has ended. */
  default void step(Step step) {}

  /** An epoch has ended and its evaluations are done. */
  default void epoch(Epoch epoch) {}

  /** Training has ended, perhaps early. */
  default void end() {}
}
