package gradus.report;

/**
 * Something that a report leaves open, what was chosen here, and why.
 *
 * @param open what the report does not say
 * @param chosen what the recipes take
 * @param reason why
 */
public record OpenChoice(String open, String chosen, String reason) {}
