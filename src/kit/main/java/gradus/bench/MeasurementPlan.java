package gradus.bench;

/**
 * How long to run.
 *
 * @param rounds the number of timed rounds
 * @param roundSeconds the seconds that a round should take
 * @param warmUpSeconds the seconds of work before the first round
 */
public record MeasurementPlan(int rounds, double roundSeconds, double warmUpSeconds) {
  public MeasurementPlan {
    if (rounds < 1) {
      throw new IllegalArgumentException("%d rounds; there must be at least one".formatted(rounds));
    }
  }

  /** A number of rounds, each long enough to be timed well. */
  public static MeasurementPlan of(int rounds) {
    return new MeasurementPlan(rounds, 0.8, 4);
  }
}
