package gradus.report.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.report.Recipe;
import gradus.report.ReportComparison;
import gradus.report.TestRecords;
import gradus.report.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

final class ReportTablesTest {
  @TempDir private Path folder;

  @Test
  void findingsStandOneALine() throws IOException {
    Table table = ReportTables.findings(empty(), "E2.1", "E2.7");
    assertEquals(7, table.rowCount());
    assertTrue(table.stringColumn("verdict").isEqualTo("not run yet").size() == 7, table.print());
  }

  @Test
  void everyStatementIsCountedOnce() throws IOException {
    Table table = ReportTables.verdicts(empty(), "all");
    assertEquals(List.of("R0", "R1", "R2", "R3", "R4"), table.stringColumn("report").asList());
    int statements = 0;
    for (var experiment : Experiments.all()) {
      statements += empty().findings(experiment).size();
    }
    double counted = 0;
    for (Verdict verdict : Verdict.values()) {
      counted += table.intColumn(verdict.toString()).sum();
    }
    assertEquals(statements, counted);
  }

  @Test
  void theOverviewNamesWhatMisleads() throws IOException {
    Table table = ReportTables.overview(empty(), "E2.11");
    assertEquals(
        "the report's own table refutes its sentence",
        table.stringColumn("what misleads, or is open").get(0));
  }

  @Test
  void settingsStandOneColumnForEachRecipe() {
    List<Recipe> recipes = Experiments.byId("E2.8").recipes();
    Table table = ReportTables.settings("Settings", recipes);
    assertEquals(1 + recipes.size(), table.columnCount());
    assertEquals(13, table.rowCount());
  }

  @Test
  void layersHaveTheirParameters() {
    Table table = ReportTables.layers(Experiments.byId("E2.1").recipes().getFirst());
    assertTrue(table.name().endsWith(": 282,600 parameters"), table.name());
  }

  private ReportComparison empty() {
    return new TestRecords(folder).comparison();
  }
}
