package gradus.plot;

import gradus.training.Epoch;
import gradus.training.History;
import gradus.training.Metric;
import gradus.training.Search;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

/** How a history and a search look: as tables. */
final class TrainingTables {
  private TrainingTables() {}

  /** A row for each epoch; what was not measured has no column. */
  static Table epochs(History history) {
    List<Epoch> epochs = history.epochs();
    Table table =
        Table.create("Epochs")
            .addColumns(
                whole("epoch", epochs, Epoch::number),
                whole("step", epochs, Epoch::step),
                column("mean batch loss", epochs, Epoch::meanBatchLoss),
                column("mean batch accuracy", epochs, Epoch::meanBatchAccuracy));
    for (String set : sets(epochs)) {
      for (Metric metric : List.of(Metric.loss(set), Metric.accuracy(set))) {
        table.addColumns(column(metric.toString(), epochs, metric::of));
      }
    }
    return table.addColumns(column("seconds", epochs, Epoch::seconds));
  }

  private static List<String> sets(List<Epoch> epochs) {
    return epochs.stream()
        .flatMap(epoch -> epoch.evaluations().keySet().stream())
        .distinct()
        .toList();
  }

  /** A row for each trial, best first: its hyper-parameters and its results. */
  static Table trials(Search search) {
    List<Search.Trial> trials = search.ranked();
    Table table = Table.create("Trials");
    for (String name : trials.getFirst().setting().values().keySet()) {
      table.addColumns(column(name, trials, trial -> trial.setting().of(name)));
    }
    return table.addColumns(
        column(search.metric().toString(), trials, search::score),
        column(
            "mean batch loss", trials, trial -> Metric.MEAN_BATCH_LOSS.of(trial.history().last())),
        whole("epochs", trials, trial -> trial.history().epochs().size()),
        column("seconds", trials, trial -> trial.history().seconds()));
  }

  private static <T> LongColumn whole(String name, List<T> rows, ToLongFunction<T> value) {
    return LongColumn.create(name, rows.stream().mapToLong(value).toArray());
  }

  private static <T> DoubleColumn column(String name, List<T> rows, ToDoubleFunction<T> value) {
    return DoubleColumn.create(name, rows.stream().mapToDouble(value).toArray());
  }
}
