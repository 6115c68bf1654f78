package gradus.report.experiments;

/**
 * A criterion that the reproduction must meet, and its result.
 *
 * @param name its number and what it is about
 * @param demanded what must be reached
 * @param ours the result, computed from the records
 * @param met yes, no, or not run yet
 */
public record AcceptanceCriterion(String name, String demanded, String ours, String met) {}
