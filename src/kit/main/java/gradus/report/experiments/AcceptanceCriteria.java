package gradus.report.experiments;

import static gradus.report.Quantity.SECONDS;
import static gradus.report.Quantity.TEST_ACCURACY;

import gradus.report.Experiment;
import gradus.report.ExperimentRow;
import gradus.report.Finding;
import gradus.report.Quantity;
import gradus.report.ReportComparison;
import gradus.report.Reported;
import gradus.report.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The acceptance criteria of the reproduction, computed from the records. */
final class AcceptanceCriteria {
  /** The standard error of a report's accuracy on 1,000 test images. */
  private static final double SAMPLING_ERROR = 0.014;

  private static final double N6_REPAIRED = 0.75;
  private static final double R2_SPEED_UP = 20;
  private static final double HOURS = 2;
  private static final int PROCESSORS = 2;
  private static final double SECONDS_OF_AN_HOUR = 3_600;

  /** The test accuracy above which a network has learned something; guessing has a tenth. */
  private static final double LEARNED = 0.11;

  /** Accuracies on 10,000 images are compared exactly but for the rounding of their difference. */
  private static final double ROUNDING = 1e-9;

  private final ReportComparison comparison;
  private final List<AcceptanceCriterion> criteria = new ArrayList<>();

  private AcceptanceCriteria(ReportComparison comparison) {
    this.comparison = comparison;
  }

  /** All criteria, in order. */
  static List<AcceptanceCriterion> of(ReportComparison comparison) {
    AcceptanceCriteria all = new AcceptanceCriteria(comparison);
    all.addN6();
    all.addNetworks();
    all.addGrid();
    all.addScaled();
    all.addWhole();
    return List.copyOf(all.criteria);
  }

  private void addN6() {
    addWithinSamplingError("1. N6 after 6,000 steps", row("E0.7", 0));
    addWithinSamplingError("1. N6 after 10,000 steps", row("E0.8", 0));
    ExperimentRow repaired = Experiments.byId("E0.8").rows().getLast();
    addAtLeast("1. N6 with what the report names as missing", N6_REPAIRED, repaired);
  }

  private void addWithinSamplingError(String name, ExperimentRow row) {
    double reported = reported(row, TEST_ACCURACY);
    double difference = Math.abs(comparison.mean(row, TEST_ACCURACY) - reported);
    add(
        name,
        TEST_ACCURACY.format(reported) + " ± 1.4 points",
        text(row, TEST_ACCURACY),
        isMissing(row),
        difference <= SAMPLING_ERROR + ROUNDING);
  }

  private void addNetworks() {
    addBest("2. CNN of R1", "E1.2");
    addBest("2. 784-400-200-10 of R1", "E1.3");
    addBest("2. 784-400-10 of R1", "E1.4");
    ExperimentRow headline = row("E2.1", 0);
    addAtLeast("3. 300-150 of R2", headline);
    double most = reported(headline, SECONDS) / R2_SPEED_UP;
    add(
        "3. its time",
        "at most " + SECONDS.format(most),
        text(headline, SECONDS),
        isMissing(headline),
        comparison.mean(headline, SECONDS) <= most);
    addAtLeast("3. MLP of R3", row("E3.8", 0));
    addAtLeast("3. CNN of R3", row("E3.11", 0));
  }

  private void addAtLeast(String name, ExperimentRow row) {
    addAtLeast(name, reported(row, TEST_ACCURACY), row);
  }

  private void addAtLeast(String name, double least, ExperimentRow row) {
    add(
        name,
        "at least " + TEST_ACCURACY.format(least),
        text(row, TEST_ACCURACY),
        isMissing(row),
        comparison.mean(row, TEST_ACCURACY) >= least);
  }

  /** The report's own settings, or the repaired ones where those do not reach its number. */
  private void addBest(String name, String id) {
    ExperimentRow own = row(id, 0);
    ExperimentRow repaired = Experiments.byId(id).rows().getLast();
    double least = reported(own, TEST_ACCURACY);
    if (isMissing(own) || comparison.mean(own, TEST_ACCURACY) >= least) {
      addAtLeast(name, own);
      return;
    }
    add(
        name,
        "at least " + TEST_ACCURACY.format(least),
        "%s with the report's settings; %s with %s"
            .formatted(text(own, TEST_ACCURACY), text(repaired, TEST_ACCURACY), repaired.setting()),
        isMissing(repaired),
        comparison.mean(repaired, TEST_ACCURACY) >= least);
  }

  private void addGrid() {
    List<ExperimentRow> rows = Experiments.byId("E3.6").rows();
    long cells = rows.stream().filter(row -> !isMissing(row)).count();
    boolean all = cells == rows.size();
    add("3. grid of R3", rows.size() + " points", cells + " points", !all, all);
  }

  private void addScaled() {
    Map<String, Double> accuracies = new LinkedHashMap<>();
    List<Verdict> claims = new ArrayList<>();
    for (Experiment experiment : Experiments.matching("R4")) {
      for (ExperimentRow row : experiment.rows()) {
        accuracies.putIfAbsent(row.recipe().name(), comparison.mean(row, TEST_ACCURACY));
      }
      comparison.claims(experiment).stream().map(Finding::verdict).forEach(claims::add);
    }
    long trained = accuracies.values().stream().filter(Double::isFinite).count();
    List<String> idle =
        accuracies.entrySet().stream()
            .filter(entry -> entry.getValue() <= LEARNED)
            .map(Map.Entry::getKey)
            .toList();
    add(
        "4. every network of R4 trains",
        "%d networks beyond %s".formatted(accuracies.size(), TEST_ACCURACY.format(LEARNED)),
        "%d of %d%s"
            .formatted(
                trained - idle.size(),
                trained,
                idle.isEmpty() ? "" : "; not " + String.join(", ", idle)),
        trained < accuracies.size(),
        idle.isEmpty());
    add(
        "4. orderings of R4",
        claims.size() + " judged",
        "%d confirmed, %d not, %d undecided"
            .formatted(
                Collections.frequency(claims, Verdict.CONFIRMED),
                Collections.frequency(claims, Verdict.NOT_CONFIRMED),
                Collections.frequency(claims, Verdict.UNDECIDED)),
        claims.contains(Verdict.NOT_RUN),
        claims.stream().allMatch(Verdict::judges));
  }

  private void addWhole() {
    int all = Experiments.all().size();
    long judged =
        Experiments.all().stream()
            .filter(experiment -> comparison.verdict(experiment) != Verdict.NOT_RUN)
            .count();
    boolean complete = judged == all;
    add(
        "5. every row has a result and a verdict",
        all + " experiments",
        judged + " experiments",
        !complete,
        complete);
    double hours = seconds() / SECONDS_OF_AN_HOUR / PROCESSORS;
    add(
        "6. time of all runs on two processors",
        "at most %.0f h".formatted(HOURS),
        String.format(
            Locale.ROOT, "%.2f h%s, evaluation estimated", hours, complete ? "" : " so far"),
        !complete && hours <= HOURS,
        hours <= HOURS);
  }

  private double seconds() {
    return Experiments.recipes(Experiments.all()).stream()
        .flatMap(recipe -> comparison.runs(recipe).stream())
        .mapToDouble(run -> run.seconds() + run.secondsOfEvaluation())
        .sum();
  }

  private static ExperimentRow row(String id, int index) {
    return Experiments.byId(id).rows().get(index);
  }

  private boolean isMissing(ExperimentRow row) {
    return comparison.measured(row, TEST_ACCURACY).isEmpty();
  }

  private String text(ExperimentRow row, Quantity quantity) {
    return quantity.format(comparison.measured(row, quantity));
  }

  private static double reported(ExperimentRow row, Quantity quantity) {
    return row.reported().stream()
        .filter(number -> number.quantity() == quantity)
        .mapToDouble(Reported::value)
        .findFirst()
        .orElseThrow();
  }

  private void add(String name, String demanded, String ours, boolean missing, boolean met) {
    String result = missing ? "not run yet" : met ? "yes" : "no";
    criteria.add(new AcceptanceCriterion(name, demanded, ours, result));
  }
}
