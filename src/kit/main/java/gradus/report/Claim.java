package gradus.report;

/**
 * A sentence of a report that compares two rows.
 *
 * @param sentence what the report says
 * @param left the row that the sentence names first
 * @param right the row that it is compared with
 * @param quantity by which they are compared
 * @param relation how the left row is said to stand to the right
 * @param margin the largest difference that still counts as none, for {@link Relation#ALIKE} and
 *     {@link Relation#NO_MORE}
 */
public record Claim(
    String sentence,
    ExperimentRow left,
    ExperimentRow right,
    Quantity quantity,
    Relation relation,
    double margin) {
  /**
   * Half a percentage point, the margin unless a claim names another. Accuracies that differ by
   * less are called the same in the reports themselves (R3 chooses between 94.23 % and 94.27 % by
   * taste), and its own two runs of one setting differ by 0.16 points.
   */
  public static final double HALF_A_POINT = 0.005;

  /**
   * Two percentage points, for accuracies near 50 % on R0's 1,000 validation images: the standard
   * error of a difference of two such accuracies is √(2·0.25/1000) = 2.2 points, so that the report
   * cannot have seen less.
   */
  public static final double TWO_POINTS = 0.02;

  /** The confidence of a claimed difference: the two-sided test at 5 %. */
  private static final double CONFIDENCE = 0.95;

  /** Two one-sided tests at 5 % each are one interval at 90 % (D. J. Schuirmann, 1987). */
  private static final double EQUIVALENCE_CONFIDENCE = 0.9;

  /** How the left row is said to stand to the right. */
  public enum Relation {
    /** It has more: a significant difference. */
    MORE,
    /** It has less: a significant difference. */
    LESS,
    /** It has at most a margin more. */
    NO_MORE,
    /** The two differ by at most a margin. */
    ALIKE
  }

  /** The left row has more of a quantity, as of an accuracy. */
  public static Claim more(
      String sentence, ExperimentRow left, ExperimentRow right, Quantity quantity) {
    return new Claim(sentence, left, right, quantity, Relation.MORE, 0);
  }

  /** The left row has more test accuracy. */
  public static Claim more(String sentence, ExperimentRow left, ExperimentRow right) {
    return more(sentence, left, right, Quantity.TEST_ACCURACY);
  }

  /** The left row has less of a quantity, as of a loss. */
  public static Claim less(
      String sentence, ExperimentRow left, ExperimentRow right, Quantity quantity) {
    return new Claim(sentence, left, right, quantity, Relation.LESS, 0);
  }

  /** The left row gains nothing over the right. */
  public static Claim noMore(
      String sentence, ExperimentRow left, ExperimentRow right, Quantity quantity) {
    return new Claim(sentence, left, right, quantity, Relation.NO_MORE, HALF_A_POINT);
  }

  /** The two rows have the same test accuracy. */
  public static Claim alike(String sentence, ExperimentRow left, ExperimentRow right) {
    return new Claim(sentence, left, right, Quantity.TEST_ACCURACY, Relation.ALIKE, HALF_A_POINT);
  }

  /** The same claim with another margin. */
  public Claim within(double other) {
    return new Claim(sentence, left, right, quantity, relation, other);
  }

  /**
   * The verdict that a test of the difference between the rows leads to. A claim of equality is
   * shown by an interval within the margin and contradicted by a significant difference beyond it
   * (D. Lakens, 2018).
   */
  Verdict judge(WelchTest test) {
    boolean more = test.lower(CONFIDENCE) > margin;
    boolean less = test.upper(CONFIDENCE) < -margin;
    boolean atMost = test.upper(EQUIVALENCE_CONFIDENCE) < margin;
    boolean atLeast = test.lower(EQUIVALENCE_CONFIDENCE) > -margin;
    return switch (relation) {
      case MORE -> judged(more, less);
      case LESS -> judged(less, more);
      case NO_MORE -> judged(atMost, more);
      case ALIKE -> judged(atMost && atLeast, more || less);
    };
  }

  private static Verdict judged(boolean shown, boolean contradicted) {
    return shown ? Verdict.CONFIRMED : contradicted ? Verdict.NOT_CONFIRMED : Verdict.UNDECIDED;
  }

  /** The numbers that the verdict rests on. */
  String evidence(WelchTest test) {
    boolean isEquivalence = relation == Relation.NO_MORE || relation == Relation.ALIKE;
    double confidence = isEquivalence ? EQUIVALENCE_CONFIDENCE : CONFIDENCE;
    String interval =
        "%s (%.0f %% interval %s to %s)"
            .formatted(
                quantity.formatDifference(test.difference()),
                100 * confidence,
                quantity.formatDifference(test.lower(confidence)),
                quantity.formatDifference(test.upper(confidence)));
    if (isEquivalence) {
      return interval + ", margin " + quantity.formatDifference(margin).substring(1);
    }
    return judge(test) == Verdict.NOT_CONFIRMED ? interval + ": the opposite holds" : interval;
  }
}
