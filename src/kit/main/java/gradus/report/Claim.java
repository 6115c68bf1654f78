package gradus.report;

/**
 * A sentence of a report that two rows can confirm or refute.
 *
 * @param sentence what the report says
 * @param better the row that the sentence names first
 * @param worse the other row
 * @param quantity by which they are compared
 * @param relation how the first is said to stand to the other
 */
public record Claim(String sentence, Row better, Row worse, Quantity quantity, Relation relation) {
  /** How one row is said to stand to another. */
  public enum Relation {
    /** It has more, by more than chance explains. */
    MORE,
    /** It has no more than chance explains. */
    NO_MORE,
    /** The two differ by no more than chance explains. */
    ALIKE;

    boolean holds(double difference, double noise) {
      return switch (this) {
        case MORE -> difference > noise;
        case NO_MORE -> difference <= noise;
        case ALIKE -> Math.abs(difference) <= noise;
      };
    }
  }

  /** More of a quantity, as for an accuracy. */
  public static Claim more(String sentence, Row better, Row worse, Quantity quantity) {
    return new Claim(sentence, better, worse, quantity, Relation.MORE);
  }

  /** Less of a quantity, as for a loss. */
  public static Claim less(String sentence, Row less, Row more, Quantity quantity) {
    return new Claim(sentence, more, less, quantity, Relation.MORE);
  }

  /** That the first gains nothing over the other. */
  public static Claim noMore(String sentence, Row first, Row other, Quantity quantity) {
    return new Claim(sentence, first, other, quantity, Relation.NO_MORE);
  }

  /** That the two cannot be told apart. */
  public static Claim alike(String sentence, Row one, Row other, Quantity quantity) {
    return new Claim(sentence, one, other, quantity, Relation.ALIKE);
  }
}
