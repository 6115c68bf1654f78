package gradus.training;

/**
 * Decides when training ends early.
 *
 * <p>It depends on the history alone, so a run that was interrupted and continued stops where it
 * would have stopped anyway.
 */
@FunctionalInterface
public interface StoppingRule {
  /** Whether training ends after the last epoch of this history. */
  boolean stops(History history);

  /** Never: training runs to its end. */
  static StoppingRule never() {
    return history -> false;
  }
}
