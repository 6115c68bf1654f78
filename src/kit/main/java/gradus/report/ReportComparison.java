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
 * <p>A reported number comes from one run and a limited number of images. It is confirmed if ours
 * lies within twice the standard error that both together explain: the sampling error of the
 * report's images, and the spread of our seeds, which its one run had as well.
 *
 * @param results where the records are
 * @param budget whose records count; verdicts are given at the report's own budget only
 */
public record ReportComparison(Results results, Budget budget) {
  private static final double STANDARD_ERRORS = 2;

  /** Student's t at 95 % for two means of three runs each, which have four degrees of freedom. */
  private static final double STUDENT = 2.776;

  /** Half a unit of the last digit that the reports print of a loss. */
  private static final double HALF_A_DIGIT = 0.0005;

  /** The records of the kit at the report's own budget. */
  public static ReportComparison ofKit() throws IOException {
    return new ReportComparison(Results.ofKit(), Budget.REPORT);
  }

  /** All records of a row on the published data, by seed. */
  public List<RunRecord> runs(Row row) throws IOException {
    return results.all(row.recipe(), budget).stream()
        .filter(run -> row.recipe().data().isPublished(run.dataSet()))
        .toList();
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
    for (Row row : experiment.rows()) {
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
   * What became of an experiment as a whole: flawed if it misleads, whatever its numbers; confirmed
   * only if everything in it is.
   */
  public Verdict verdict(Experiment experiment) throws IOException {
    List<Verdict> all = findings(experiment).stream().map(Finding::verdict).toList();
    if (all.contains(Verdict.NOT_RUN)) {
      return Verdict.NOT_RUN;
    }
    List<Verdict> judged = all.stream().filter(Verdict::judges).toList();
    if (!experiment.flaws().isEmpty()) {
      return Verdict.FLAWED;
    }
    if (judged.isEmpty()) {
      return experiment.choices().isEmpty() ? Verdict.SHOWN : Verdict.UNDER_SPECIFIED;
    }
    return judged.stream().max(Comparator.naturalOrder()).orElseThrow();
  }

  private Finding number(Experiment experiment, Row row, Reported reported) throws IOException {
    Quantity quantity = reported.quantity();
    MeanAndStd ours = MeanAndStd.of(runs(row), row, quantity);
    Verdict verdict;
    String evidence = "";
    if (ours.isEmpty()) {
      verdict = Verdict.NOT_RUN;
    } else if (quantity == Quantity.SECONDS) {
      verdict = Verdict.SHOWN;
      evidence = times(reported.value() / ours.mean());
    } else {
      double difference = ours.mean() - reported.value();
      double allowed = allowed(reported, ours);
      verdict = judged(Math.abs(difference) <= allowed, Verdict.against(experiment, reported));
      evidence =
          "%s, chance explains ±%s%s"
              .formatted(
                  signed(quantity, difference),
                  quantity.format(allowed),
                  verdict == Verdict.FLAWED ? "; in truth " + reported.flaw() : "");
    }
    return new Finding(
        experiment.id(),
        row.setting() + ": " + quantity,
        quantity.format(reported.value()),
        text(quantity, ours),
        ours.count(),
        verdict,
        evidence);
  }

  /** A verdict, but only on runs of the report's own length. */
  private Verdict judged(boolean agrees, Verdict otherwise) {
    if (budget != Budget.REPORT) {
      return Verdict.SHOWN;
    }
    return agrees ? Verdict.CONFIRMED : otherwise;
  }

  private static double allowed(Reported reported, MeanAndStd ours) {
    double spread = ours.variance() * (1 + 1.0 / ours.count());
    double rounding = reported.quantity() == Quantity.TEST_LOSS ? HALF_A_DIGIT : 0;
    // Our last mini-batch is as small as the report's.
    double few = reported.quantity() == Quantity.LAST_BATCH_ACCURACY ? 2 : 1;
    return STANDARD_ERRORS * Math.sqrt(few * reported.samplingVariance() + spread) + rounding;
  }

  private Finding shown(Experiment experiment, Row row) throws IOException {
    MeanAndStd ours = MeanAndStd.of(runs(row), row, Quantity.TEST_ACCURACY);
    return new Finding(
        experiment.id(),
        row.setting() + ": " + Quantity.TEST_ACCURACY,
        "",
        text(Quantity.TEST_ACCURACY, ours),
        ours.count(),
        ours.isEmpty() ? Verdict.NOT_RUN : Verdict.SHOWN,
        "");
  }

  private Finding claim(Experiment experiment, Claim claim) throws IOException {
    Quantity quantity = claim.quantity();
    MeanAndStd better = MeanAndStd.of(runs(claim.better()), claim.better(), quantity);
    MeanAndStd worse = MeanAndStd.of(runs(claim.worse()), claim.worse(), quantity);
    Verdict verdict = Verdict.NOT_RUN;
    String evidence = "";
    if (!better.isEmpty() && !worse.isEmpty()) {
      double difference = better.mean() - worse.mean();
      double noise = noise(claim, better, worse);
      verdict = judged(claim.relation().holds(difference, noise), Verdict.NOT_CONFIRMED);
      evidence =
          "%s, chance explains ±%s%s"
              .formatted(
                  signed(quantity, difference),
                  quantity.format(noise),
                  difference < -noise && claim.relation() != Claim.Relation.ALIKE
                      ? ": the opposite holds"
                      : "");
    }
    return new Finding(
        experiment.id(),
        claim.sentence(),
        "",
        verdict == Verdict.NOT_RUN
            ? text(quantity, new MeanAndStd(List.of()))
            : "%s against %s".formatted(text(quantity, better), text(quantity, worse)),
        Math.min(better.count(), worse.count()),
        verdict,
        evidence);
  }

  /** What two means may differ by without meaning anything. */
  private double noise(Claim claim, MeanAndStd a, MeanAndStd b) throws IOException {
    if (a.count() > 1 && b.count() > 1) {
      return STUDENT * Math.sqrt(a.variance() / a.count() + b.variance() / b.count());
    }
    if (!claim.quantity().isShare()) {
      return 0;
    }
    int images = claim.quantity().images(runs(claim.better()).getFirst());
    double p = a.mean();
    return STANDARD_ERRORS * Math.sqrt(2 * Math.abs(p * (1 - p)) / images);
  }

  /** Ours of a quantity, as a table shows it. */
  String text(Row row, Quantity quantity) throws IOException {
    return text(quantity, MeanAndStd.of(runs(row), row, quantity));
  }

  private static String signed(Quantity quantity, double difference) {
    return (difference < 0 ? "−" : "+") + quantity.format(Math.abs(difference));
  }

  private static String times(double ratio) {
    return String.format(Locale.ROOT, "%.1f times as fast", ratio);
  }

  private static String text(Quantity quantity, MeanAndStd sample) {
    if (sample.isEmpty()) {
      return "not run yet";
    }
    return sample.count() < 2
        ? quantity.format(sample.mean())
        : quantity.format(sample.mean(), sample.deviation());
  }
}
