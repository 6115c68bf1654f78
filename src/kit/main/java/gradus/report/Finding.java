package gradus.report;

/**
 * A statement of a report beside what came out here.
 *
 * @param experiment the experiment's id
 * @param statement the row and quantity, or the sentence
 * @param reported the number, or nothing
 * @param ours the mean and standard deviation, or nothing
 * @param seeds how many runs that is
 * @param verdict what follows
 * @param evidence the numbers that it follows from
 */
public record Finding(
    String experiment,
    String statement,
    String reported,
    String ours,
    int seeds,
    Verdict verdict,
    String evidence) {}
