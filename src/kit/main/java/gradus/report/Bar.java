package gradus.report;

/**
 * Something that the reproduction must reach, and what it reaches.
 *
 * @param name its number and what it is about
 * @param demanded what must be reached
 * @param ours computed from the records
 * @param met yes, no, or not run yet
 */
public record Bar(String name, String demanded, String ours, String met) {}
