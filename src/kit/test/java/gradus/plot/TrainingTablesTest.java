package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.training.Epoch;
import gradus.training.Evaluation;
import gradus.training.History;
import gradus.training.HyperParameters;
import gradus.training.Metric;
import gradus.training.Search;
import gradus.training.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class TrainingTablesTest {
  private static final History HISTORY =
      new History(
          List.of(new Step(1, 1, 0.1, 2.3, 0.25), new Step(2, 1, 0.05, 2.1, 0.5)),
          List.of(
              new Epoch(
                  1,
                  2,
                  new Evaluation(2.2, 0.375),
                  Map.of("validation", new Evaluation(2.25, 0.3)),
                  1.5)),
          1.5);

  @Test
  void anEpochIsARowAndWhatWasNotMeasuredHasNoColumn() {
    Table table = TrainingTables.epochs(HISTORY);
    assertEquals(
        List.of(
            "epoch",
            "step",
            "mean batch loss",
            "mean batch accuracy",
            "validation loss",
            "validation accuracy",
            "seconds"),
        table.columnNames());
    assertEquals(0.3, table.doubleColumn("validation accuracy").get(0));
    assertEquals(1, table.rowCount());
  }

  @Test
  void aHistoryIsShownAsItsEpochs() {
    String text = Renderings.of(HISTORY).orElseThrow().text();
    assertTrue(text.contains("validation accuracy"), text);
  }

  @Test
  void theBestTrialComesFirst() {
    Search search =
        new Search(
            Metric.VALIDATION_LOSS,
            List.of(
                new Search.Trial(HyperParameters.none().and("rate", 0.5), ending(3)),
                new Search.Trial(HyperParameters.none().and("rate", 0.1), ending(2))));
    Table table = TrainingTables.trials(search);
    assertEquals(0.1, table.doubleColumn("rate").get(0));
    assertEquals(3, table.doubleColumn("validation loss").get(1));
    assertTrue(Renderings.of(search).orElseThrow().text().contains("rate"));
  }

  private static History ending(double loss) {
    var evaluation = new Evaluation(loss, 0.5);
    return new History(
        List.of(),
        List.of(new Epoch(1, 2, new Evaluation(2.2, 0.4), Map.of("validation", evaluation), 1)),
        1);
  }

  @Test
  void theTimeLeftFollowsFromThePaceSoFar() {
    assertEquals("", ProgressLine.left(0, 100, 5));
    assertEquals(" · 15 s left", ProgressLine.left(25, 100, 5));
    assertEquals(" · 8 min 15 s left", ProgressLine.left(1, 100, 5));
    assertEquals(" · 1 h 23 min left", ProgressLine.left(1, 1000, 5));
    assertEquals("", ProgressLine.left(100, 100, 5));
  }
}
