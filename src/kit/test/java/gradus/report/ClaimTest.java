package gradus.report;

import static gradus.report.Quantity.TEST_ACCURACY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.layer.Identity;
import gradus.layer.Network;
import gradus.tensor.Shape;
import org.junit.jupiter.api.Test;

final class ClaimTest {
  private static final ExperimentRow ROW =
      ExperimentRow.of(
          "row",
          Recipe.of(
              "recipe",
              "nothing",
              initializer -> new Network("nothing", Shape.of(10), new Identity()),
              DataSource.MNIST));

  private static final Claim MORE = Claim.more("s", ROW, ROW);
  private static final Claim LESS = Claim.less("s", ROW, ROW, TEST_ACCURACY);
  private static final Claim NO_MORE = Claim.noMore("s", ROW, ROW, TEST_ACCURACY);
  private static final Claim ALIKE = Claim.alike("s", ROW, ROW);

  /** With ten degrees of freedom: t is 2.228 at 95 % and 1.812 at 90 %. */
  private static WelchTest difference(double difference, double standardError) {
    return new WelchTest(difference, standardError, 10);
  }

  @Test
  void moreAndLessNeedASignificantDifference() {
    assertEquals(Verdict.CONFIRMED, MORE.judge(difference(0.0223, 0.01)));
    assertEquals(Verdict.UNDECIDED, MORE.judge(difference(0.0222, 0.01)));
    assertEquals(Verdict.NOT_CONFIRMED, MORE.judge(difference(-0.0223, 0.01)));
    assertEquals(Verdict.NOT_CONFIRMED, LESS.judge(difference(0.0223, 0.01)));
    assertEquals(Verdict.CONFIRMED, LESS.judge(difference(-0.0223, 0.01)));
  }

  @Test
  void alikeNeedsAnIntervalWithinTheMargin() {
    assertEquals(Verdict.CONFIRMED, ALIKE.judge(difference(0, 0.0027)));
    assertEquals(Verdict.UNDECIDED, ALIKE.judge(difference(0, 0.0028)));
    assertEquals(Verdict.UNDECIDED, ALIKE.judge(difference(0.002, 0.0027)));
    assertEquals(Verdict.NOT_CONFIRMED, ALIKE.judge(difference(-0.02, 0.0027)));
  }

  @Test
  void aSignificantButNegligibleDifferenceIsAlike() {
    assertEquals(Verdict.CONFIRMED, ALIKE.judge(difference(0.001, 0.0001)));
  }

  @Test
  void noMoreDoesNotMindLess() {
    assertEquals(Verdict.CONFIRMED, NO_MORE.judge(difference(-0.02, 0.0027)));
    assertEquals(Verdict.NOT_CONFIRMED, NO_MORE.judge(difference(0.02, 0.0027)));
    assertEquals(Verdict.UNDECIDED, NO_MORE.judge(difference(0.002, 0.0027)));
  }

  @Test
  void aClaimMayStateAnotherMargin() {
    assertEquals(Verdict.CONFIRMED, ALIKE.within(0.02).judge(difference(0, 0.01)));
  }

  @Test
  void evidenceNamesIntervalAndMargin() {
    assertEquals(
        "−2.23 points (95 % interval −4.46 points to −0.00 points): the opposite holds",
        MORE.evidence(difference(-0.0223, 0.01)));
    String alike = ALIKE.evidence(difference(0, 0.0027));
    assertTrue(alike.contains("90 %") && alike.endsWith("margin 0.50 points"), alike);
  }

  /** A difference that is significant, but may be within the margin, contradicts no equality. */
  @Test
  void onlyWhatIsSurelyBeyondTheMarginContradictsEquality() {
    assertEquals(Verdict.UNDECIDED, ALIKE.judge(difference(0.004, 0.0013)));
    assertEquals(Verdict.UNDECIDED, NO_MORE.judge(difference(0.004, 0.0013)));
  }
}
