package gradus.training;

/**
 * Says when training ends before its time.
 *
 * <p>It looks at nothing but the history, so a run that was interrupted and goes on stops where it
 * would have stopped.
 */
@FunctionalInterface
public interface StoppingRule {
  /** Whether training ends after the last epoch of this history. */
  boolean stops(History history);

  /** Never: training lasts as long as was asked for. */
  static StoppingRule never() {
    return history -> false;
  }
}
