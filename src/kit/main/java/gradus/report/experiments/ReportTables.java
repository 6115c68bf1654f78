package gradus.report.experiments;

import gradus.layer.Network;
import gradus.layer.Summary;
import gradus.report.Experiment;
import gradus.report.ExperimentRow;
import gradus.report.Finding;
import gradus.report.OpenChoice;
import gradus.report.Quantity;
import gradus.report.Recipe;
import gradus.report.ReportComparison;
import gradus.report.RunRecord;
import gradus.report.Substitute;
import gradus.report.Verdict;
import gradus.tensor.Seed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Experiments, networks and findings as tables for a notebook. */
public final class ReportTables {
  /** Experiments whose last row is the network as it should have been trained. */
  private static final Set<String> ENDS_WITH_A_REPAIR = Set.of("E0.8", "E1.2", "E1.3", "E1.4");

  private ReportTables() {}

  /** The findings of experiments by their ids or by the name of a report. */
  public static Table findings(ReportComparison comparison, String... words) throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (String word : words) {
      for (Experiment experiment : Experiments.matching(word)) {
        findings.addAll(comparison.findings(experiment));
      }
    }
    return findings(String.join(", ", words), findings);
  }

  /** The networks that the reports end with: accuracy and time, then and now. */
  public static Table headlines(ReportComparison comparison) throws IOException {
    List<ExperimentRow> rows = new ArrayList<>();
    for (String id : List.of("E0.7", "E0.8", "E1.2", "E1.3", "E1.4", "E2.1", "E3.8", "E3.11")) {
      List<ExperimentRow> all = Experiments.byId(id).rows();
      all.stream()
          .filter(row -> !row.reportedText(Quantity.TEST_ACCURACY).isEmpty())
          .findFirst()
          .ifPresent(rows::add);
      if (ENDS_WITH_A_REPAIR.contains(id)) {
        rows.add(all.getLast());
      }
    }
    List<String> ours = new ArrayList<>();
    List<String> now = new ArrayList<>();
    for (ExperimentRow row : rows) {
      ours.add(Quantity.TEST_ACCURACY.format(comparison.measured(row, Quantity.TEST_ACCURACY)));
      now.add(Quantity.SECONDS.format(comparison.measured(row, Quantity.SECONDS)));
    }
    return Table.create(
        "What the reports end with: test accuracy and seconds of training",
        column("network", rows, row -> row.recipe().network().name()),
        column("row", rows, ExperimentRow::setting),
        column("reported", rows, row -> row.reportedText(Quantity.TEST_ACCURACY)),
        StringColumn.create("ours (mean ± sd)", ours),
        column("time then", rows, row -> row.reportedText(Quantity.SECONDS)),
        StringColumn.create("time now", now));
  }

  /** The training time of a report by experiment; a run of several is counted at the first. */
  public static Table times(ReportComparison comparison, String word) throws IOException {
    StringColumn names = StringColumn.create("experiment");
    IntColumn runs = IntColumn.create("runs");
    DoubleColumn minutes = DoubleColumn.create("minutes of training");
    Set<String> seen = new HashSet<>();
    for (Experiment experiment : Experiments.matching(word)) {
      List<RunRecord> own = new ArrayList<>();
      for (Recipe recipe : experiment.recipes()) {
        if (seen.add(recipe.name())) {
          own.addAll(comparison.results().all(recipe, comparison.budget()));
        }
      }
      names.append(experiment.toString());
      runs.append(own.size());
      minutes.append(Math.round(own.stream().mapToDouble(RunRecord::seconds).sum() / 6) / 10.0);
    }
    return Table.create(
        "%s: %.1f minutes on one processor".formatted(word, minutes.sum()), names, runs, minutes);
  }

  /** One line for each experiment: the verdict on the whole, and how many statements agree. */
  public static Table overview(ReportComparison comparison, String word) throws IOException {
    List<Experiment> all = Experiments.matching(word);
    List<String> verdicts = new ArrayList<>();
    List<String> agreeing = new ArrayList<>();
    List<String> because = new ArrayList<>();
    for (Experiment experiment : all) {
      Verdict verdict = comparison.verdict(experiment);
      verdicts.add(verdict.toString());
      because.add(because(experiment, verdict));
      List<Verdict> judged =
          comparison.findings(experiment).stream()
              .map(Finding::verdict)
              .filter(Verdict::judges)
              .toList();
      long count = judged.stream().filter(Verdict::agrees).count();
      agreeing.add(judged.isEmpty() ? "" : "%d of %d".formatted(count, judged.size()));
    }
    return Table.create(
        word.equals("all") ? "All experiments" : "All experiments of " + word,
        column("experiment", all, Experiment::id),
        column("about", all, Experiment::title),
        StringColumn.create("verdict", verdicts),
        StringColumn.create("confirmed or consistent", agreeing),
        StringColumn.create("what misleads, or is open", because));
  }

  private static String because(Experiment experiment, Verdict verdict) {
    if (!experiment.flaws().isEmpty()) {
      return String.join("; ", experiment.flaws());
    }
    List<String> open = experiment.choices().stream().map(OpenChoice::open).toList();
    return verdict == Verdict.UNDER_SPECIFIED ? "open: " + String.join(", ", open) : "";
  }

  /** What the reproduction must reach, and whether it does. */
  public static Table criteria(ReportComparison comparison) throws IOException {
    List<AcceptanceCriterion> all = AcceptanceCriteria.of(comparison);
    return Table.create(
        "Acceptance criteria",
        column("criterion", all, AcceptanceCriterion::name),
        column("demanded", all, AcceptanceCriterion::demanded),
        column("ours", all, AcceptanceCriterion::ours),
        column("met", all, AcceptanceCriterion::met));
  }

  /** The runs that stand for larger ones, and what they can show. */
  public static Table substitutes(String... words) {
    record Line(Experiment experiment, ExperimentRow row, Substitute substitute) {}
    List<Line> lines =
        Stream.of(words)
            .flatMap(word -> Experiments.matching(word).stream())
            .flatMap(e -> e.rows().stream().map(row -> new Line(e, row, row.substitute())))
            .toList();
    return Table.create(
        "What was scaled",
        column("experiment", lines, line -> line.experiment().id()),
        column("row", lines, line -> line.row().setting()),
        column("stands for", lines, line -> line.substitute().original()),
        column("scaled", lines, line -> line.substitute().scaled()),
        column("can show", lines, line -> line.substitute().shows()),
        column("cannot show", lines, line -> line.substitute().hides()));
  }

  /** The number of findings with each verdict, for each report. */
  public static Table verdicts(ReportComparison comparison) throws IOException {
    Map<String, List<Verdict>> byReport = new LinkedHashMap<>();
    for (Experiment experiment : Experiments.all()) {
      comparison
          .findings(experiment)
          .forEach(
              finding ->
                  byReport
                      .computeIfAbsent(experiment.report(), report -> new ArrayList<>())
                      .add(finding.verdict()));
    }
    Table table =
        Table.create(
            "Statements of the reports",
            StringColumn.create("report", List.copyOf(byReport.keySet())));
    for (Verdict verdict : Verdict.values()) {
      int[] counts =
          byReport.values().stream().mapToInt(all -> Collections.frequency(all, verdict)).toArray();
      table.addColumns(IntColumn.create(verdict.toString(), counts));
    }
    return table;
  }

  /** One line for each finding. */
  public static Table findings(String title, List<Finding> findings) {
    return Table.create(
        title,
        column("experiment", findings, Finding::experiment),
        column("statement", findings, Finding::statement),
        column("reported", findings, Finding::reported),
        column("ours (mean ± sd)", findings, Finding::ours),
        column("seeds", findings, finding -> Integer.toString(finding.seeds())),
        column("verdict", findings, finding -> finding.verdict().toString()),
        column("evidence: ours − reported, or left − right", findings, Finding::evidence));
  }

  /** The layers of a recipe's network with shapes and parameter counts. */
  public static Table layers(Recipe recipe) {
    return layers(recipe.network().name(), recipe.build(new Seed(1)));
  }

  /** The layers of a network with shapes and parameter counts. */
  public static Table layers(String name, Network network) {
    Summary summary = network.summary();
    List<Summary.Row> rows = summary.rows();
    return Table.create(
        "%s: %,d parameters".formatted(name, summary.parameters()),
        column("layer", rows, row -> "  ".repeat(row.depth()) + row.layer()),
        column("output", rows, row -> row.output().toString()),
        LongColumn.create(
            "parameters", rows.stream().mapToLong(Summary.Row::parameters).toArray()));
  }

  /** The settings of recipes, one column each: what a report's table should have said. */
  public static Table settings(String title, List<Recipe> recipes) {
    List<String> names = List.copyOf(recipes.getFirst().settings().sequencedKeySet());
    Table table = Table.create(title, StringColumn.create("setting", names));
    for (Recipe recipe : recipes) {
      table.addColumns(
          column(recipe.name(), names, name -> recipe.settings().getOrDefault(name, "")));
    }
    return table;
  }

  /** The settings that experiments leave open, the choices made here and why, each once. */
  public static Table choices(String title, List<Experiment> experiments) {
    List<OpenChoice> choices =
        experiments.stream().flatMap(e -> e.choices().stream()).distinct().toList();
    return Table.create(
        title,
        column("the report leaves open", choices, OpenChoice::open),
        column("chosen here", choices, OpenChoice::chosen),
        column("because", choices, OpenChoice::reason));
  }

  /** How experiments mislead. */
  public static Table flaws(String title, List<Experiment> experiments) {
    record Flaw(String id, String text) {}
    List<Flaw> flaws =
        experiments.stream()
            .flatMap(e -> e.flaws().stream().map(text -> new Flaw(e.id(), text)))
            .toList();
    return Table.create(
        title, column("experiment", flaws, Flaw::id), column("flaw", flaws, Flaw::text));
  }

  private static <T> StringColumn column(String name, List<T> rows, Function<T, String> text) {
    return StringColumn.create(name, rows.stream().map(text).toList());
  }
}
