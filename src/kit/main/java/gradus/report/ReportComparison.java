package gradus.report;

import gradus.course.Budget;
import gradus.plot.MeanAndStd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

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

  /**
   * All records of a recipe, by seed.
   *
   * @throws UncheckedIOException naming a damaged file
   */
  public List<RunRecord> runs(Recipe recipe) {
    try {
      return results.all(recipe, budget);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All records of a row on the published data, by seed. */
  public List<RunRecord> runs(ExperimentRow row) {
    return runs(row.recipe()).stream()
        .filter(run -> row.recipe().data().isPublished(run.dataSet()))
        .toList();
  }

  /** A quantity of all records of a row after its epoch; empty if a run is missing or diverged. */
  public Optional<MeanAndStd> measured(ExperimentRow row, Quantity quantity) {
    double[] values =
        runs(row).stream().mapToDouble(run -> quantity.of(run.after(row.epoch()))).toArray();
    return values.length == 0 || DoubleStream.of(values).anyMatch(Double::isNaN)
        ? Optional.empty()
        : Optional.of(MeanAndStd.of(values));
  }

  /** The mean of a quantity over all records of a row; NaN where {@link #measured} is empty. */
  public double mean(ExperimentRow row, Quantity quantity) {
    return measured(row, quantity).map(MeanAndStd::mean).orElse(Double.NaN);
  }

  /** One finding for each number of an experiment, then one for each of its claims. */
  public List<Finding> findings(Experiment experiment) {
    return Stream.of(numbers(experiment), claims(experiment)).flatMap(List::stream).toList();
  }

  /**
   * One finding for each number of these quantities, or of all if none is named; then a row without
   * a number has our test accuracy.
   */
  public List<Finding> numbers(Experiment experiment, Quantity... wanted) {
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
  public List<Finding> claims(Experiment experiment) {
    return experiment.claims().stream().map(claim -> claim(experiment, claim)).toList();
  }

  /**
   * The verdict on an experiment as a whole: flawed if it misleads, whatever its numbers; otherwise
   * the worst verdict on its statements.
   */
  public Verdict verdict(Experiment experiment) {
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

  private Finding number(Experiment experiment, ExperimentRow row, Reported reported) {
    Optional<MeanAndStd> ours = measured(row, reported.quantity());
    return new Finding(
        experiment.id(),
        row.setting() + ": " + reported.quantity(),
        reported.quantity().format(reported.value()),
        reported.quantity().format(ours),
        count(ours),
        ours.map(runs -> verdict(experiment, reported, runs)).orElse(Verdict.NOT_RUN),
        ours.map(runs -> evidence(reported, runs)).orElse(""));
  }

  private Verdict verdict(Experiment experiment, Reported reported, MeanAndStd ours) {
    if (budget != Budget.REPORT || reported.quantity() == Quantity.SECONDS) {
      return Verdict.SHOWN;
    }
    if (ours.count() < 2) {
      return Verdict.SINGLE_RUN;
    }
    return Math.abs(ours.mean() - reported.value()) <= predictionHalfWidth(reported, ours)
        ? Verdict.CONSISTENT
        : outside(experiment, reported);
  }

  private static String evidence(Reported reported, MeanAndStd ours) {
    Quantity quantity = reported.quantity();
    if (quantity == Quantity.SECONDS) {
      return String.format(Locale.ROOT, "%.1f times as fast", reported.value() / ours.mean());
    }
    String difference = quantity.formatDifference(ours.mean() - reported.value());
    String interval =
        ours.count() < 2
            ? ""
            : " (prediction ±%s)"
                .formatted(
                    quantity.formatDifference(predictionHalfWidth(reported, ours)).substring(1));
    return difference + interval + (reported.flaw().isEmpty() ? "" : "; in truth " + reported.flaw());
  }

  private static double predictionHalfWidth(Reported reported, MeanAndStd ours) {
    double rounding = reported.quantity() == Quantity.TEST_LOSS ? HALF_A_DIGIT : 0;
    return Prediction.halfWidth(ours, reported.samplingVariance()) + rounding;
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

  private Finding shown(Experiment experiment, ExperimentRow row) {
    Optional<MeanAndStd> ours = measured(row, Quantity.TEST_ACCURACY);
    return new Finding(
        experiment.id(),
        row.setting() + ": " + Quantity.TEST_ACCURACY,
        "",
        Quantity.TEST_ACCURACY.format(ours),
        count(ours),
        ours.isEmpty() ? Verdict.NOT_RUN : Verdict.SHOWN,
        "");
  }

  private static int count(Optional<MeanAndStd> runs) {
    return runs.map(MeanAndStd::count).orElse(0);
  }

  private Finding claim(Experiment experiment, Claim claim) {
    Quantity quantity = claim.quantity();
    Optional<MeanAndStd> left = measured(claim.left(), quantity);
    Optional<MeanAndStd> right = measured(claim.right(), quantity);
    String both = "%s against %s".formatted(quantity.format(left), quantity.format(right));
    int seeds = Math.min(count(left), count(right));
    if (seeds == 0) {
      return new Finding(
          experiment.id(), claim.sentence(), "", "not run yet", 0, Verdict.NOT_RUN, "");
    }
    Optional<WelchTest> test =
        seeds < 2
            ? Optional.empty()
            : Optional.of(WelchTest.of(left.orElseThrow(), right.orElseThrow()));
    Verdict verdict = test.map(claim::judge).orElse(Verdict.SINGLE_RUN);
    return new Finding(
        experiment.id(),
        claim.sentence(),
        "",
        both,
        seeds,
        budget == Budget.REPORT ? verdict : Verdict.SHOWN,
        test.map(claim::evidence)
            .orElse(
                quantity.formatDifference(left.orElseThrow().mean() - right.orElseThrow().mean())));
  }
}
