package gradus.report;

/**
 * A statement of a report beside our result.
 *
 * @param experiment the experiment's id
 * @param statement the row and quantity, or the sentence
 * @param reported the number, or nothing
 * @param ours the mean and standard deviation, or nothing
 * @param seeds the number of runs, of the smaller group where two are compared
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
