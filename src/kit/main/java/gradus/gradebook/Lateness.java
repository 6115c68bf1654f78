package gradus.gradebook;

/**
 * How late a submission was.
 *
 * @param days begun after the student's deadline
 * @param excused days by which the deadline had been extended
 * @param percent of the earned points that the days cost
 */
public record Lateness(long days, long excused, double percent) {
  static final Lateness NONE = new Lateness(0, 0, 0);
}
