package gradus.report;

/**
 * A smaller run instead of one that is beyond this machine.
 *
 * @param original the report's network and data
 * @param scaled what is smaller here
 * @param shows what can be concluded from it
 * @param hides what cannot
 */
public record Substitute(String original, String scaled, String shows, String hides) {
  /** The report's own run. */
  public static Substitute none() {
    return new Substitute("itself", "nothing", "all that the report's own run shows", "");
  }
}
