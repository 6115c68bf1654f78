package gradus.report;

/** What our runs say about a statement of a report; computed from records, best first. */
public enum Verdict {
  /** A claim that our runs show: a significant difference, or one within the stated margin. */
  CONFIRMED("confirmed"),
  /** A number that lies in the prediction interval of our runs; noisy runs have a wide one. */
  CONSISTENT("consistent with the report"),
  /** Only one run on a side: the numbers stand side by side, and nothing is tested. */
  SINGLE_RUN("single run"),
  /** A claim that our runs neither show nor contradict. */
  UNDECIDED("undecided"),
  /** Ours contradicts the statement, and the report says all that matters. */
  NOT_CONFIRMED("not confirmed"),
  /** The number lies outside, and the report leaves open what may explain it. */
  UNDER_SPECIFIED("under-specified"),
  /** The number lies outside, and the report measured something else than it says. */
  FLAWED("flawed"),
  /** There is nothing to compare with, only a time or a curve. */
  SHOWN("shown"),
  /** There is no record. */
  NOT_RUN("not run yet");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** Whether it judges the statement at all. */
  public boolean judges() {
    return this != SHOWN && this != NOT_RUN;
  }

  /** Whether the statement and our runs agree. */
  public boolean agrees() {
    return this == CONFIRMED || this == CONSISTENT;
  }

  @Override
  public String toString() {
    return words;
  }
}
