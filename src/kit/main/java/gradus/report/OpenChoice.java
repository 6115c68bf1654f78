package gradus.report;

/**
 * A setting that a report leaves open, the choice made here, and why.
 *
 * @param open the setting
 * @param chosen its value in the recipes
 * @param reason why
 */
public record OpenChoice(String open, String chosen, String reason) {}
