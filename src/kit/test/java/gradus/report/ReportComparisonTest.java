package gradus.report;

import static gradus.report.Quantity.TEST_ACCURACY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.course.Budget;
import gradus.data.Npz;
import gradus.report.RunRecord.Mark;
import gradus.report.RunRecord.Stretch;
import gradus.training.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportComparisonTest {
  @TempDir private Path folder;

  private static final Recipe RECIPE = Experiments.byId("E3.8").recipes().getFirst();
  private static final Recipe OTHER = Experiments.byId("E3.11").recipes().getFirst();

  @Test
  void aRecordComesBackAsItWasWritten() throws IOException {
    RunRecord written = run(RECIPE, 1, 0.98, "MNIST");
    results().write(RECIPE, Budget.REPORT, written, Npz.empty());
    assertEquals(written, results().find(RECIPE, 1, Budget.REPORT).orElseThrow());
  }

  @Test
  void aRecordOfAnotherRecipeIsStale() throws IOException {
    results().write(RECIPE, Budget.REPORT, run(RECIPE, 1, 0.98, "MNIST"), Npz.empty());
    assertTrue(results().find(RECIPE.batch(64), 1, Budget.REPORT).isEmpty());
  }

  @Test
  void aDamagedRecordIsNamed() throws IOException {
    results().write(RECIPE, Budget.REPORT, run(RECIPE, 1, 0.98, "MNIST"), Npz.empty());
    Path file = results().file(RECIPE, 1, Budget.REPORT, ".json");
    Files.writeString(file, "{\"recipe\":");
    var error = assertThrows(IOException.class, () -> results().find(RECIPE, 1, Budget.REPORT));
    assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
  }

  @Test
  void aNumberWithinChanceIsConfirmedAndOneBeyondIsNot() throws IOException {
    record(RECIPE, 0.9800, 0.9805, 0.9810);
    assertEquals(Verdict.CONFIRMED, verdict(experiment(98.06)));
    assertEquals(Verdict.NOT_CONFIRMED, verdict(experiment(97.00)));
    assertEquals(Verdict.UNDER_SPECIFIED, verdict(experiment(97.00).open("a", "b", "c")));
  }

  @Test
  void aNumberOfSomethingElseIsFlawedOnlyWhereItDoesNotAgree() throws IOException {
    record(RECIPE, 0.9800, 0.9805, 0.9810);
    Reported far = Reported.test(97.00).flawed("the best of several");
    assertEquals(Verdict.FLAWED, verdict(experiment(far).open("a", "b", "c")));
    assertEquals(Verdict.CONFIRMED, verdict(experiment(Reported.test(98.06).flawed("d"))));
  }

  @Test
  void anExperimentIsAsGoodAsTheWorstOfItsStatements() throws IOException {
    record(RECIPE, 0.9800, 0.9805, 0.9810);
    Experiment both = experiment(98.06).rows(ExperimentRow.of("far", RECIPE, Reported.test(97.00)));
    assertEquals(Verdict.CONFIRMED, comparison().verdict(experiment(98.06)));
    assertEquals(Verdict.NOT_CONFIRMED, comparison().verdict(both));
    assertEquals(Verdict.UNDER_SPECIFIED, comparison().verdict(both.open("a", "b", "c")));
    assertEquals(Verdict.FLAWED, comparison().verdict(experiment(98.06).flaw("d")));
    ExperimentRow missing = ExperimentRow.of("r", OTHER, Reported.test(98.36));
    assertEquals(Verdict.NOT_RUN, comparison().verdict(both.rows(missing)));
  }

  @Test
  void withoutARecordNothingIsJudged() throws IOException {
    assertEquals(Verdict.NOT_RUN, verdict(experiment(98.06)));
  }

  @Test
  void aRecordOfDrawnDigitsIsNotComparedWithAReport() throws IOException {
    results().write(RECIPE, Budget.REPORT, run(RECIPE, 1, 0.98, "Offline digits"), Npz.empty());
    assertEquals(Verdict.NOT_RUN, verdict(experiment(98.06)));
  }

  @Test
  void aClaimIsConfirmedOnlyBeyondTheNoise() throws IOException {
    record(RECIPE, 0.980, 0.981, 0.982);
    record(OTHER, 0.990, 0.991, 0.992);
    assertEquals(Verdict.CONFIRMED, claim(OTHER, RECIPE));
    assertEquals(Verdict.NOT_CONFIRMED, claim(RECIPE, OTHER));
    record(OTHER, 0.980, 0.981, 0.983);
    assertEquals(Verdict.NOT_CONFIRMED, claim(OTHER, RECIPE));
  }

  @Test
  void thatTwoAreAlikeIsConfirmedWithinTheNoise() throws IOException {
    record(RECIPE, 0.980, 0.981, 0.982);
    record(OTHER, 0.980, 0.981, 0.983);
    ExperimentRow one = ExperimentRow.of("o", RECIPE);
    ExperimentRow other = ExperimentRow.of("t", OTHER);
    assertEquals(Verdict.CONFIRMED, claim(Claim.alike("s", one, other, TEST_ACCURACY)));
    assertEquals(Verdict.CONFIRMED, claim(Claim.noMore("s", one, other, TEST_ACCURACY)));
    record(OTHER, 0.990, 0.991, 0.992);
    assertEquals(Verdict.NOT_CONFIRMED, claim(Claim.alike("s", one, other, TEST_ACCURACY)));
    assertEquals(Verdict.CONFIRMED, claim(Claim.noMore("s", one, other, TEST_ACCURACY)));
    assertEquals(Verdict.NOT_CONFIRMED, claim(Claim.noMore("s", other, one, TEST_ACCURACY)));
  }

  @Test
  void withoutRecordsNoBarIsMet() throws IOException {
    assertTrue(
        AcceptanceCriteria.of(comparison()).stream()
            .allMatch(bar -> bar.met().equals("not run yet")));
  }

  @Test
  void aBarIsMetOrNotByTheRecords() throws IOException {
    record(RECIPE, 0.9806, 0.9807, 0.9808);
    record(OTHER, 0.9835, 0.9835, 0.9835);
    List<AcceptanceCriterion> bars = AcceptanceCriteria.of(comparison());
    assertEquals("yes", met(bars, "3. MLP of R3"));
    assertEquals("no", met(bars, "3. CNN of R3"));
  }

  private static String met(List<AcceptanceCriterion> bars, String name) {
    return bars.stream().filter(bar -> bar.name().equals(name)).findFirst().orElseThrow().met();
  }

  private static Experiment experiment(double percent) {
    return experiment(Reported.test(percent));
  }

  private static Experiment experiment(Reported number) {
    return Experiment.of("E3.8", "test").rows(ExperimentRow.of("row", RECIPE, number));
  }

  private Verdict verdict(Experiment experiment) throws IOException {
    return comparison().numbers(experiment).getFirst().verdict();
  }

  private Verdict claim(Recipe better, Recipe worse) throws IOException {
    return claim(Claim.more("s", ExperimentRow.of("b", better), ExperimentRow.of("w", worse), TEST_ACCURACY));
  }

  private Verdict claim(Claim claim) throws IOException {
    return comparison().claims(Experiment.of("E3.8", "test").claims(claim)).getFirst().verdict();
  }

  private void record(Recipe recipe, double... accuracies) throws IOException {
    for (int i = 0; i < accuracies.length; i++) {
      RunRecord run = run(recipe, i + 1, accuracies[i], "MNIST");
      results().write(recipe, Budget.REPORT, run, Npz.empty());
    }
  }

  private ReportComparison comparison() {
    return new ReportComparison(results(), Budget.REPORT);
  }

  private Results results() {
    return new Results(folder);
  }

  private static RunRecord run(Recipe recipe, long seed, double accuracy, String dataSet) {
    Evaluation some = new Evaluation(0.25, accuracy);
    Mark before =
        new Mark(0, 0, 0.1, Double.NaN, Double.NaN, Double.NaN, some, Evaluation.absent(), some, 0);
    Mark after = new Mark(1, 600, 0.1, 0.5, 0.75, 0.5, some, some, some, 1.5);
    return new RunRecord(
        recipe.name(),
        seed,
        "report",
        dataSet,
        List.of(50_000, 10_000, 10_000),
        recipe.settings(),
        795_010,
        Machine.here(1),
        1.5,
        List.of(before, after),
        List.of(new Stretch(600, 0.5, 0.75)));
  }
}
