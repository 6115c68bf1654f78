package gradus.plot;

import gradus.training.CrossValidation;
import gradus.training.Epoch;
import gradus.training.History;
import gradus.training.Metric;
import gradus.training.Search;
import gradus.training.Step;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

/** What happened in training, as tables: to be sorted, joined, drawn and written as CSV. */
public final class TrainingTables {
  private TrainingTables() {}

  /** A row for each epoch; what was not measured has no column. */
  public static Table epochs(History history) {
    List<Epoch> epochs = history.epochs();
    Table table =
        Table.create("Epochs")
            .addColumns(
                whole("epoch", epochs, Epoch::number),
                whole("step", epochs, Epoch::step),
                column("mean batch loss", epochs, Epoch::meanBatchLoss),
                column("mean batch accuracy", epochs, Epoch::meanBatchAccuracy));
    for (Metric metric :
        List.of(
            Metric.TRAINING_LOSS,
            Metric.TRAINING_ACCURACY,
            Metric.VALIDATION_LOSS,
            Metric.VALIDATION_ACCURACY)) {
      if (epochs.stream().anyMatch(epoch -> !Double.isNaN(metric.of(epoch)))) {
        table.addColumns(column(metric.toString(), epochs, metric::of));
      }
    }
    return table.addColumns(column("seconds", epochs, Epoch::seconds));
  }

  /** A row for each step. */
  public static Table steps(History history) {
    List<Step> steps = history.steps();
    return Table.create("Steps")
        .addColumns(
            whole("step", steps, Step::number),
            whole("epoch", steps, Step::epoch),
            column("learning rate", steps, Step::learningRate),
            column("batch loss", steps, Step::batchLoss),
            column("batch accuracy", steps, Step::batchAccuracy));
  }

  /** A row for each trial, best first, with what it was set to and what came of it. */
  public static Table trials(Search search) {
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

  /** A row for each fold; the title has the mean of their scores and how far they scatter. */
  public static Table folds(CrossValidation validation, Metric metric) {
    List<History> folds = validation.folds();
    long[] numbers = LongStream.rangeClosed(1, folds.size()).toArray();
    return Table.create(
            "%d folds: %s".formatted(folds.size(), Spread.of(validation.scores(metric))))
        .addColumns(
            LongColumn.create("fold", numbers),
            column(metric.toString(), folds, history -> metric.of(history.last())),
            column("mean batch loss", folds, history -> history.last().meanBatchLoss()),
            column("seconds", folds, History::seconds));
  }

  private static <T> LongColumn whole(String name, List<T> rows, ToLongFunction<T> value) {
    return LongColumn.create(name, rows.stream().mapToLong(value).toArray());
  }

  private static <T> DoubleColumn column(String name, List<T> rows, ToDoubleFunction<T> value) {
    return DoubleColumn.create(name, rows.stream().mapToDouble(value).toArray());
  }
}
