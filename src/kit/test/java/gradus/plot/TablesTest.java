package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.tensor.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

class TablesTest {
  private record Candidate(
      String name,
      int hidden,
      long parameters,
      double learningRate,
      boolean converged,
      Precision precision,
      MeanAndStd accuracyL2,
      List<Double> losses) {}

  private static final List<Candidate> CANDIDATES =
      List.of(
          new Candidate("a", 5, 7L, 0.1, true, Precision.SINGLE, MeanAndStd.of(0.25), List.of()),
          new Candidate(
              "b", 50, 70L, 0.01, false, Precision.DOUBLE, MeanAndStd.of(1, 2, 3), List.of()));

  @Test
  void eachSimpleComponentIsAColumnNamedInWords() {
    Table table = Tables.of("Candidates", CANDIDATES);
    assertEquals("Candidates", table.name());
    assertEquals(
        List.of(
            "name",
            "hidden",
            "parameters",
            "learning rate",
            "converged",
            "precision",
            "accuracy L2"),
        table.columnNames());
  }

  @Test
  void numbersAndTruthValuesKeepTheirTypes() {
    assertEquals(
        List.of(
            ColumnType.STRING,
            ColumnType.INTEGER,
            ColumnType.LONG,
            ColumnType.DOUBLE,
            ColumnType.BOOLEAN,
            ColumnType.STRING,
            ColumnType.STRING),
        Tables.of("Candidates", CANDIDATES).types());
  }

  @Test
  void eachRecordIsARow() {
    Table table = Tables.of("Candidates", CANDIDATES);
    assertEquals(2, table.rowCount());
    assertEquals(0.01, table.doubleColumn("learning rate").get(1));
    assertEquals(70, table.longColumn("parameters").get(1));
    assertEquals(Precision.SINGLE.toString(), table.getString(0, "precision"));
    assertEquals("2.0000 ± 1.0000", table.getString(1, "accuracy L2"));
  }

  @Test
  void anEmptyListMakesAnEmptyTable() {
    assertEquals(0, Tables.of("None", List.<Candidate>of()).columnCount());
  }
}
