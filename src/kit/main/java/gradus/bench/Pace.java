package gradus.bench;

/**
 * How long to run.
 *
 * @param rounds that are timed
 * @param roundSeconds that one of them shall take
 * @param warmUpSeconds that come before them
 */
public record Pace(int rounds, double roundSeconds, double warmUpSeconds) {
  public Pace {
    if (rounds < 1) {
      throw new IllegalArgumentException("%d rounds; there must be at least one".formatted(rounds));
    }
  }

  /** So many rounds, each long enough to be timed well. */
  public static Pace of(int rounds) {
    return new Pace(rounds, 0.8, 4);
  }
}
