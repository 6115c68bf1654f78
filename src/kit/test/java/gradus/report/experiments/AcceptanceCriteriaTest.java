package gradus.report.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.report.ReportComparison;
import gradus.report.TestRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AcceptanceCriteriaTest {
  @TempDir private Path folder;

  @Test
  void withoutRecordsNoCriterionIsMet() throws IOException {
    assertTrue(
        AcceptanceCriteria.of(new TestRecords(folder).comparison()).stream()
            .allMatch(criterion -> criterion.met().equals("not run yet")));
  }

  @Test
  void aCriterionIsMetOrNotByTheRecords() throws IOException {
    var records = new TestRecords(folder);
    records.write(Experiments.byId("E3.8").recipes().getFirst(), 0.9806, 0.9807, 0.9808);
    records.write(Experiments.byId("E3.11").recipes().getFirst(), 0.9835, 0.9835, 0.9835);
    assertEquals("yes", met(records.comparison(), "3. MLP of R3"));
    assertEquals("no", met(records.comparison(), "3. CNN of R3"));
  }

  /** How long the runs took depends on what else the machine did; the summary says it. */
  @Test
  void everyCriterionButThatOfTimeIsMetByTheCommittedRecords() throws IOException {
    List<AcceptanceCriterion> criteria = AcceptanceCriteria.of(ReportComparison.ofKit());
    assertTrue(
        criteria.stream()
            .filter(criterion -> !criterion.name().startsWith("6. time of all runs"))
            .allMatch(criterion -> criterion.met().equals("yes")),
        criteria.toString());
  }

  private static String met(ReportComparison comparison, String name) throws IOException {
    return AcceptanceCriteria.of(comparison).stream()
        .filter(criterion -> criterion.name().equals(name))
        .findFirst()
        .orElseThrow()
        .met();
  }
}
