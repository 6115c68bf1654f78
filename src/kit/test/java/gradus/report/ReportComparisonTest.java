package gradus.report;

import static gradus.report.Quantity.TEST_ACCURACY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.course.Budget;
import gradus.report.experiments.Experiments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportComparisonTest {
  private static final Recipe RECIPE = Experiments.byId("E3.8").recipes().getFirst();
  private static final Recipe OTHER = Experiments.byId("E3.11").recipes().getFirst();

  @TempDir private Path folder;
  private TestRecords records = new TestRecords(Path.of(""));

  @BeforeEach
  void open() {
    records = new TestRecords(folder);
  }

  @Test
  void aRecordComesBackAsItWasWritten() throws IOException {
    RunRecord written = TestRecords.run(RECIPE, 1, 0.98, "MNIST");
    records.write(RECIPE, written);
    assertEquals(written, records.results().find(RECIPE, 1, Budget.REPORT).orElseThrow());
  }

  @Test
  void aRecordKeepsTheNamesThatOlderRecordsHave() throws IOException {
    records.write(RECIPE, 0.98);
    String json = Files.readString(records.results().file(RECIPE, 1, Budget.REPORT, ".json"));
    assertTrue(json.contains("\"together\":1"), json);
    assertTrue(json.contains("\"epochs\":[{\"epoch\":0"), json);
    assertTrue(json.contains("\"batches\":[{\"step\":600"), json);
  }

  @Test
  void aRecordOfAnotherRecipeIsStale() throws IOException {
    records.write(RECIPE, 0.98);
    assertTrue(records.results().find(RECIPE.batch(64), 1, Budget.REPORT).isEmpty());
  }

  @Test
  void aDamagedRecordIsNamed() throws IOException {
    records.write(RECIPE, 0.98);
    Path file = records.results().file(RECIPE, 1, Budget.REPORT, ".json");
    Files.writeString(file, "{\"recipe\":");
    var error =
        assertThrows(IOException.class, () -> records.results().find(RECIPE, 1, Budget.REPORT));
    assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
  }

  /** Three runs with a standard deviation of 0.05 points predict the next to ±0.25 points. */
  @Test
  void aNumberWithinThePredictionIsConsistentAndOneOutsideIsNot() throws IOException {
    records.write(RECIPE, 0.9800, 0.9805, 0.9810);
    assertEquals(Verdict.CONSISTENT, verdict(experiment(98.29)));
    assertEquals(Verdict.NOT_CONFIRMED, verdict(experiment(98.31)));
    assertEquals(Verdict.UNDER_SPECIFIED, verdict(experiment(97.00).open("a", "b", "c")));
  }

  @Test
  void aSmallSampleOfTheReportsWidensThePrediction() throws IOException {
    records.write(RECIPE, 0.9800, 0.9805, 0.9810);
    var onOneThousand = new Reported(TEST_ACCURACY, 0.9750, 1_000);
    assertEquals(Verdict.NOT_CONFIRMED, verdict(experiment(97.50)));
    assertEquals(Verdict.CONSISTENT, verdict(experiment(onOneThousand)));
  }

  @Test
  void aSingleRunIsNotJudged() throws IOException {
    records.write(RECIPE, 0.9805);
    records.write(OTHER, 0.9900, 0.9905, 0.9910);
    assertEquals(Verdict.SINGLE_RUN, verdict(experiment(50.00)));
    assertEquals(Verdict.SINGLE_RUN, claim(OTHER, RECIPE));
  }

  @Test
  void aNumberOfSomethingElseIsFlawedOnlyWhereItDoesNotAgree() throws IOException {
    records.write(RECIPE, 0.9800, 0.9805, 0.9810);
    Reported far = Reported.test(97.00).flawed("the best of several");
    assertEquals(Verdict.FLAWED, verdict(experiment(far).open("a", "b", "c")));
    assertEquals(Verdict.CONSISTENT, verdict(experiment(Reported.test(98.06).flawed("d"))));
  }

  @Test
  void anExperimentIsAsGoodAsTheWorstOfItsStatements() throws IOException {
    records.write(RECIPE, 0.9800, 0.9805, 0.9810);
    ReportComparison comparison = records.comparison();
    Experiment both = experiment(98.06).rows(ExperimentRow.of("far", RECIPE, Reported.test(97)));
    assertEquals(Verdict.CONSISTENT, comparison.verdict(experiment(98.06)));
    assertEquals(Verdict.NOT_CONFIRMED, comparison.verdict(both));
    assertEquals(Verdict.UNDER_SPECIFIED, comparison.verdict(both.open("a", "b", "c")));
    assertEquals(Verdict.FLAWED, comparison.verdict(experiment(98.06).flaw("d")));
    ExperimentRow missing = ExperimentRow.of("r", OTHER, Reported.test(98.36));
    assertEquals(Verdict.NOT_RUN, comparison.verdict(both.rows(missing)));
  }

  @Test
  void withoutARecordNothingIsJudged() throws IOException {
    assertEquals(Verdict.NOT_RUN, verdict(experiment(98.06)));
    assertEquals(Verdict.NOT_RUN, claim(OTHER, RECIPE));
  }

  @Test
  void aRecordOfDrawnDigitsIsNotComparedWithAReport() throws IOException {
    records.write(RECIPE, TestRecords.run(RECIPE, 1, 0.98, "Offline digits"));
    assertEquals(Verdict.NOT_RUN, verdict(experiment(98.06)));
  }

  @Test
  void aClaimIsConfirmedOnlyByASignificantDifference() throws IOException {
    records.write(RECIPE, 0.980, 0.981, 0.982);
    records.write(OTHER, 0.990, 0.991, 0.992);
    assertEquals(Verdict.CONFIRMED, claim(OTHER, RECIPE));
    assertEquals(Verdict.NOT_CONFIRMED, claim(RECIPE, OTHER));
    records.write(OTHER, 0.980, 0.981, 0.983);
    assertEquals(Verdict.UNDECIDED, claim(OTHER, RECIPE));
  }

  @Test
  void thatTwoAreAlikeIsConfirmedWithinTheMarginAndNotByNoise() throws IOException {
    records.write(RECIPE, 0.980, 0.981, 0.982);
    records.write(OTHER, 0.980, 0.981, 0.983);
    ExperimentRow one = ExperimentRow.of("o", RECIPE);
    ExperimentRow other = ExperimentRow.of("t", OTHER);
    assertEquals(Verdict.CONFIRMED, claim(Claim.alike("s", one, other)));
    assertEquals(Verdict.CONFIRMED, claim(Claim.noMore("s", one, other, TEST_ACCURACY)));
    records.write(OTHER, 0.960, 0.981, 0.999);
    assertEquals(Verdict.UNDECIDED, claim(Claim.alike("s", one, other)));
    records.write(OTHER, 0.990, 0.991, 0.992);
    assertEquals(Verdict.NOT_CONFIRMED, claim(Claim.alike("s", one, other)));
    assertEquals(Verdict.CONFIRMED, claim(Claim.noMore("s", one, other, TEST_ACCURACY)));
    assertEquals(Verdict.NOT_CONFIRMED, claim(Claim.noMore("s", other, one, TEST_ACCURACY)));
  }

  private static Experiment experiment(double percent) {
    return experiment(Reported.test(percent));
  }

  private static Experiment experiment(Reported number) {
    return Experiment.of("E3.8", "test").rows(ExperimentRow.of("row", RECIPE, number));
  }

  private Verdict verdict(Experiment experiment) throws IOException {
    return records.comparison().numbers(experiment).getFirst().verdict();
  }

  private Verdict claim(Recipe left, Recipe right) throws IOException {
    return claim(Claim.more("s", ExperimentRow.of("l", left), ExperimentRow.of("r", right)));
  }

  private Verdict claim(Claim claim) throws IOException {
    Experiment experiment = Experiment.of("E3.8", "test").claims(claim);
    return records.comparison().claims(experiment).getFirst().verdict();
  }
}
