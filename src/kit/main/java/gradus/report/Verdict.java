package gradus.report;

/** What became of something that a report states; computed, never written by hand. */
public enum Verdict {
  /** Ours agrees within what chance explains. */
  CONFIRMED("confirmed"),
  /** Ours does not agree, and the report says all that matters. */
  NOT_CONFIRMED("not confirmed"),
  /** Ours does not agree, and the report leaves open what may explain it. */
  UNDER_SPECIFIED("under-specified"),
  /** Ours does not agree, and the report measured something else than it says. */
  FLAWED("flawed"),
  /** There is no number to agree with, only a time or a curve. */
  SHOWN("shown"),
  /** There is no record. */
  NOT_RUN("not run yet");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** The verdict on a number that does not agree. */
  static Verdict against(Experiment experiment, Reported reported) {
    if (reported.beside()) {
      return SHOWN;
    }
    if (!reported.flaw().isEmpty()) {
      return FLAWED;
    }
    return experiment.choices().isEmpty() ? NOT_CONFIRMED : UNDER_SPECIFIED;
  }

  /** Whether it says more than that there is something to see, or nothing yet. */
  boolean judges() {
    return this != SHOWN && this != NOT_RUN;
  }

  @Override
  public String toString() {
    return words;
  }
}
