package gradus.report;

import gradus.course.Budget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Reports and records side by side, with a verdict computed from their numbers.
 *
 * <p>A reported number comes from one run. It is consistent with ours if it lies within the 95 %
 * prediction interval that our seeds give for one more run, widened by the sampling error where the
 * report used other images. A claim about two rows is judged by Welch's test at 5 %; a claim that
 * two are alike, by two one-sided tests against the margin that the {@link Claim} states. A single
 * run is shown and not tested. No test is corrected for the number of tests.
 *
 * @param results where the records are
 * @param budget whose records count; verdicts are given at the report's own budget only
 */
public record ReportComparison(Results results, Budget budget) {
  /** Half a unit of the last digit that the reports print of a loss. */
  private static final double HALF_A_DIGIT = 0.0005;

  /** The records of the kit at the report's own budget. */
  public static ReportComparison ofKit() throws IOException {
    return new ReportComparison(Results.ofKit(), Budget.REPORT);
  }

  /** All records of a row on the published data, by seed. */
  public List<RunRecord> runs(ExperimentRow row) throws IOException {
    return results.all(row.recipe(), budget).stream()
        .filter(run -> row.recipe().data().isPublished(run.dataSet()))
        .toList();
  }

  /** A quantity of all records of a row, after the row's epoch. */
  public MeanAndStd measured(ExperimentRow row, Quantity quantity) throws IOException {
    return new MeanAndStd(
        runs(row).stream().map(run -> quantity.of(run.after(row.epoch()))).toList());
  }

  /** One finding for each number of an experiment, then one for each of its claims. */
  public List<Finding> findings(Experiment experiment) throws IOException {
    List<Finding> findings = new ArrayList<>(numbers(experiment));
    findings.addAll(claims(experiment));
    return findings;
  }

  /**
   * One finding for each number of these quantities, or of all if none is named; then a row without
   * a number has our test accuracy.
   */
  public List<Finding> numbers(Experiment experiment, Quantity... wanted) throws IOException {
    List<Quantity> only = List.of(wanted);
    List<Finding> findings = new ArrayList<>();
    for (ExperimentRow row : experiment.rows()) {
      for (Reported reported : row.reported()) {
        if (only.isEmpty() || only.contains(reported.quantity())) {
          findings.add(number(experiment, row, reported));
        }
      }
      if (row.reported().isEmpty() && only.isEmpty()) {
        findings.add(shown(experiment, row));
      }
    }
    return findings;
  }

  /** One finding for each claim. */
  public List<Finding> claims(Experiment experiment) throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (Claim claim : experiment.claims()) {
      findings.add(claim(experiment, claim));
    }
    return findings;
  }

  /**
   * The verdict on an experiment as a whole: flawed if it misleads, whatever its numbers; otherwise
   * the worst verdict on its statements.
   */
  public Verdict verdict(Experiment experiment) throws IOException {
    List<Verdict> all = findings(experiment).stream().map(Finding::verdict).toList();
    if (all.contains(Verdict.NOT_RUN)) {
      return Verdict.NOT_RUN;
    }
    if (!experiment.flaws().isEmpty()) {
      return Verdict.FLAWED;
    }
    return all.stream()
        .filter(Verdict::judges)
        .max(Comparator.naturalOrder())
        .orElse(experiment.choices().isEmpty() ? Verdict.SHOWN : Verdict.UNDER_SPECIFIED);
  }

  private Finding number(Experiment experiment, ExperimentRow row, Reported reported)
      throws IOException {
    Quantity quantity = reported.quantity();
    MeanAndStd ours = measured(row, quantity);
    Verdict verdict = Verdict.NOT_RUN;
    String evidence = "";
    if (!ours.isEmpty() && quantity == Quantity.SECONDS) {
      verdict = Verdict.SHOWN;
      evidence =
          String.format(Locale.ROOT, "%.1f times as fast", reported.value() / ours.mean());
    } else if (!ours.isEmpty()) {
      double difference = ours.mean() - reported.value();
      evidence = quantity.formatDifference(difference);
      if (ours.count() < 2) {
        verdict = atFullLength(Verdict.SINGLE_RUN);
      } else {
        double halfWidth = predictionHalfWidth(reported, ours);
        verdict =
            atFullLength(
                Math.abs(difference) <= halfWidth
                    ? Verdict.CONSISTENT
                    : outside(experiment, reported));
        evidence += ", prediction interval ±" + unsigned(quantity, halfWidth);
      }
      evidence += reported.flaw().isEmpty() ? "" : "; in truth " + reported.flaw();
    }
    return new Finding(
        experiment.id(),
        row.setting() + ": " + quantity,
        quantity.format(reported.value()),
        quantity.format(ours),
        ours.count(),
        verdict,
        evidence);
  }

  private static String unsigned(Quantity quantity, double width) {
    return quantity.formatDifference(width).substring(1);
  }

  private static double predictionHalfWidth(Reported reported, MeanAndStd ours) {
    double rounding = reported.quantity() == Quantity.TEST_LOSS ? HALF_A_DIGIT : 0;
    return ours.predictionHalfWidth(reported.samplingVariance()) + rounding;
  }

  /** The verdict on a number that lies outside the prediction interval. */
  private static Verdict outside(Experiment experiment, Reported reported) {
    if (reported.beside()) {
      return Verdict.SHOWN;
    }
    if (!reported.flaw().isEmpty()) {
      return Verdict.FLAWED;
    }
    return experiment.choices().isEmpty() ? Verdict.NOT_CONFIRMED : Verdict.UNDER_SPECIFIED;
  }

  /** A verdict, but only on runs of the report's own length. */
  private Verdict atFullLength(Verdict verdict) {
    return budget == Budget.REPORT ? verdict : Verdict.SHOWN;
  }

  private Finding shown(Experiment experiment, ExperimentRow row) throws IOException {
    MeanAndStd ours = measured(row, Quantity.TEST_ACCURACY);
    return new Finding(
        experiment.id(),
        row.setting() + ": " + Quantity.TEST_ACCURACY,
        "",
        Quantity.TEST_ACCURACY.format(ours),
        ours.count(),
        ours.isEmpty() ? Verdict.NOT_RUN : Verdict.SHOWN,
        "");
  }

  private Finding claim(Experiment experiment, Claim claim) throws IOException {
    Quantity quantity = claim.quantity();
    MeanAndStd left = measured(claim.left(), quantity);
    MeanAndStd right = measured(claim.right(), quantity);
    boolean missing = left.isEmpty() || right.isEmpty();
    int seeds = Math.min(left.count(), right.count());
    Verdict verdict = Verdict.NOT_RUN;
    String evidence = "";
    if (!missing && seeds < 2) {
      verdict = atFullLength(Verdict.SINGLE_RUN);
      evidence = quantity.formatDifference(left.mean() - right.mean());
    } else if (!missing) {
      WelchTest test = WelchTest.of(left, right);
      verdict = atFullLength(claim.judge(test));
      evidence = claim.evidence(test);
    }
    return new Finding(
        experiment.id(),
        claim.sentence(),
        "",
        missing
            ? "not run yet"
            : "%s against %s".formatted(quantity.format(left), quantity.format(right)),
        seeds,
        verdict,
        evidence);
  }
}
