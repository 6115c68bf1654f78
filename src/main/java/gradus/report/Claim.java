package gradus.report;

/**
 * A sentence of a report that two rows can confirm or refute: one is better than the other.
 *
 * @param sentence what the report says
 * @param better the row that is better, if the sentence is true
 * @param worse the other row
 * @param quantity by which they are compared
 */
public record Claim(String sentence, Row better, Row worse, Quantity quantity) {
  /** More of a quantity, as for an accuracy. */
  public static Claim more(String sentence, Row better, Row worse, Quantity quantity) {
    return new Claim(sentence, better, worse, quantity);
  }

  /** Less of a quantity, as for a loss. */
  public static Claim less(String sentence, Row less, Row more, Quantity quantity) {
    return new Claim(sentence, more, less, quantity);
  }
}
