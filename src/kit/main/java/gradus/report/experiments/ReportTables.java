package gradus.report.experiments;

import static gradus.report.Quantity.SECONDS;
import static gradus.report.Quantity.TEST_ACCURACY;

import gradus.layer.Network;
import gradus.layer.Summary;
import gradus.plot.Tables;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
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
  public static Table findings(ReportComparison comparison, String... words) {
    return findings(
        String.join(", ", words),
        Experiments.matching(List.of(words)).stream()
            .flatMap(experiment -> comparison.findings(experiment).stream())
            .toList());
  }

  /** The networks that the reports end with: accuracy and time, then and now. */
  public static Table headlines(ReportComparison comparison) {
    List<ExperimentRow> rows = new ArrayList<>();
    for (String id : List.of("E0.7", "E0.8", "E1.2", "E1.3", "E1.4", "E2.1", "E3.8", "E3.11")) {
      List<ExperimentRow> all = Experiments.byId(id).rows();
      all.stream()
          .filter(row -> !row.reportedText(TEST_ACCURACY).isEmpty())
          .findFirst()
          .ifPresent(rows::add);
      if (ENDS_WITH_A_REPAIR.contains(id)) {
        rows.add(all.getLast());
      }
    }
    return Table.create(
        "What the reports end with: test accuracy and seconds of training",
        column("network", rows, row -> row.recipe().network().name()),
        column("row", rows, ExperimentRow::setting),
        column("reported", rows, row -> row.reportedText(TEST_ACCURACY)),
        column("ours (mean ± sd)", rows, row -> text(comparison, row, TEST_ACCURACY)),
        column("time then", rows, row -> row.reportedText(SECONDS)),
        column("time now", rows, row -> text(comparison, row, SECONDS)));
  }

  private static String text(ReportComparison comparison, ExperimentRow row, Quantity quantity) {
    return quantity.format(comparison.measured(row, quantity));
  }

  /** The training time of a report by experiment; a run of several is counted at the first. */
  public static Table times(ReportComparison comparison, String word) {
    record Time(String experiment, int runs, double minutesOfTraining) {}
    Set<String> seen = new HashSet<>();
    List<Time> times = new ArrayList<>();
    for (Experiment experiment : Experiments.matching(word)) {
      List<RunRecord> runs =
          experiment.recipes().stream()
              .filter(recipe -> seen.add(recipe.name()))
              .flatMap(recipe -> comparison.runs(recipe).stream())
              .toList();
      double seconds = runs.stream().mapToDouble(RunRecord::seconds).sum();
      times.add(new Time(experiment.toString(), runs.size(), Math.round(seconds / 6) / 10.0));
    }
    double minutes = times.stream().mapToDouble(Time::minutesOfTraining).sum();
    return Tables.of("%s: %.1f minutes on one processor".formatted(word, minutes), times);
  }

  /** One line for each experiment: the verdict on the whole, and how many statements agree. */
  public static Table overview(ReportComparison comparison, String word) {
    List<Experiment> all = Experiments.matching(word);
    return Table.create(
        word.equals("all") ? "All experiments" : "All experiments of " + word,
        column("experiment", all, Experiment::id),
        column("about", all, Experiment::title),
        column("verdict", all, experiment -> comparison.verdict(experiment).toString()),
        column("confirmed or consistent", all, experiment -> agreeing(comparison, experiment)),
        column(
            "what misleads, or is open",
            all,
            experiment -> because(experiment, comparison.verdict(experiment))));
  }

  private static String agreeing(ReportComparison comparison, Experiment experiment) {
    List<Verdict> judged =
        comparison.findings(experiment).stream()
            .map(Finding::verdict)
            .filter(Verdict::judges)
            .toList();
    long count = judged.stream().filter(Verdict::agrees).count();
    return judged.isEmpty() ? "" : "%d of %d".formatted(count, judged.size());
  }

  private static String because(Experiment experiment, Verdict verdict) {
    if (!experiment.flaws().isEmpty()) {
      return String.join("; ", experiment.flaws());
    }
    List<String> open = experiment.choices().stream().map(OpenChoice::open).toList();
    return verdict == Verdict.UNDER_SPECIFIED ? "open: " + String.join(", ", open) : "";
  }

  /** What the reproduction must reach, and whether it does. */
  public static Table criteria(ReportComparison comparison) {
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

  /** The number of statements with each verdict, for each report among the experiments. */
  public static Table verdicts(ReportComparison comparison, String... words) {
    List<Experiment> experiments = Experiments.matching(List.of(words));
    List<String> reports = experiments.stream().map(Experiment::report).distinct().toList();
    Table table = Table.create("Statements", StringColumn.create("report", reports));
    for (Verdict verdict : Verdict.values()) {
      table.addColumns(
          IntColumn.create(
              verdict.toString(),
              reports.stream()
                  .mapToInt(report -> count(comparison, experiments, report, verdict))
                  .toArray()));
    }
    return table;
  }

  private static int count(
      ReportComparison comparison, List<Experiment> experiments, String report, Verdict verdict) {
    return (int)
        experiments.stream()
            .filter(experiment -> experiment.report().equals(report))
            .flatMap(experiment -> comparison.findings(experiment).stream())
            .filter(finding -> finding.verdict() == verdict)
            .count();
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

  /** The settings of the first recipes of experiments: what a report's table should have said. */
  public static Table settings(String title, String... ids) {
    return settings(title, Experiments.firstRows(ids).stream().map(ExperimentRow::recipe).toList());
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
