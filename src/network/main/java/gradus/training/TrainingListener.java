package gradus.training;

/** Watches training: a progress line, a live curve, a log. */
public interface TrainingListener {
  /** Training is about to begin, or to go on, with so many steps to go. */
  default void begin(long steps) {}

  /** A step was made. */
  default void step(Step step) {}

  /** An epoch has ended. */
  default void epoch(Epoch epoch) {}

  /** Training has ended, be it before its time. */
  default void end() {}
}
