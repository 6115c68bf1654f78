package gradus.training;

import gradus.data.Npz;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * A history as arrays in double precision, one row for each step and for each epoch.
 *
 * <p>The training and the validation set are columns of the epochs; every other set that was
 * evaluated has an array of its own, of two columns.
 */
final class HistoryArrays {
  private static final String STEPS = "history.steps";
  private static final String EPOCHS = "history.epochs";
  private static final String SECONDS = "history.seconds";
  private static final String EVALUATIONS = "history.evaluations.";
  private static final int STEP_COLUMNS = 5;
  private static final int EPOCH_COLUMNS = 9;
  private static final int EVALUATION_COLUMNS = 2;

  private HistoryArrays() {}

  static Npz write(Npz npz, History history) {
    List<Epoch> epochs = history.epochs();
    Npz all =
        npz.with(
                STEPS,
                matrix(history.steps().stream().map(HistoryArrays::row).toList(), STEP_COLUMNS))
            .with(EPOCHS, matrix(epochs.stream().map(HistoryArrays::row).toList(), EPOCH_COLUMNS))
            .with(SECONDS, Tensor.of(Shape.of(1), history.seconds()));
    for (String set : otherSets(epochs)) {
      List<double[]> rows = epochs.stream().map(epoch -> row(epoch.on(set))).toList();
      all = all.with(EVALUATIONS + set, matrix(rows, EVALUATION_COLUMNS));
    }
    return all;
  }

  private static Set<String> otherSets(List<Epoch> epochs) {
    Set<String> sets = new LinkedHashSet<>();
    epochs.forEach(epoch -> sets.addAll(epoch.evaluations().keySet()));
    sets.removeAll(List.of(Epoch.TRAINING, Epoch.VALIDATION));
    return sets;
  }

  static History read(Npz npz) throws IOException {
    if (!npz.names().contains(STEPS)) {
      return History.empty();
    }
    List<Step> steps = new ArrayList<>();
    for (double[] row : rows(npz.tensor(STEPS), STEP_COLUMNS)) {
      steps.add(new Step((long) row[0], (long) row[1], row[2], row[3], row[4]));
    }
    Map<String, List<double[]>> others = new LinkedHashMap<>();
    for (String name : npz.names()) {
      if (name.startsWith(EVALUATIONS)) {
        others.put(
            name.substring(EVALUATIONS.length()), rows(npz.tensor(name), EVALUATION_COLUMNS));
      }
    }
    List<Epoch> epochs = new ArrayList<>();
    for (double[] row : rows(npz.tensor(EPOCHS), EPOCH_COLUMNS)) {
      Map<String, Evaluation> evaluations = new LinkedHashMap<>();
      put(evaluations, Epoch.TRAINING, row[4], row[5]);
      put(evaluations, Epoch.VALIDATION, row[6], row[7]);
      for (var other : others.entrySet()) {
        double[] values = other.getValue().get(epochs.size());
        put(evaluations, other.getKey(), values[0], values[1]);
      }
      Evaluation meanBatch = new Evaluation(row[2], row[3]);
      epochs.add(new Epoch((long) row[0], (long) row[1], meanBatch, evaluations, row[8]));
    }
    return new History(steps, epochs, npz.tensor(SECONDS).get(0));
  }

  private static void put(
      Map<String, Evaluation> evaluations, String set, double loss, double accuracy) {
    Evaluation evaluation = new Evaluation(loss, accuracy);
    if (!evaluation.equals(Evaluation.absent())) {
      evaluations.put(set, evaluation);
    }
  }

  private static double[] row(Step step) {
    return new double[] {
      step.number(), step.epoch(), step.learningRate(), step.batchLoss(), step.batchAccuracy()
    };
  }

  private static double[] row(Epoch epoch) {
    return new double[] {
      epoch.number(),
      epoch.step(),
      epoch.meanBatchLoss(),
      epoch.meanBatchAccuracy(),
      epoch.trainingLoss(),
      epoch.trainingAccuracy(),
      epoch.validationLoss(),
      epoch.validationAccuracy(),
      epoch.seconds()
    };
  }

  private static double[] row(Evaluation evaluation) {
    return new double[] {evaluation.loss(), evaluation.accuracy()};
  }

  private static Tensor matrix(List<double[]> rows, int columns) {
    double[] elements = rows.stream().flatMapToDouble(DoubleStream::of).toArray();
    return Tensor.of(Shape.of(rows.size(), columns), elements);
  }

  private static List<double[]> rows(Tensor matrix, int columns) throws IOException {
    if (matrix.columns() != columns) {
      throw new IOException(
          "a history with %d columns, expected %d; it was written by another version"
              .formatted(matrix.columns(), columns));
    }
    double[] elements = matrix.toArray();
    List<double[]> rows = new ArrayList<>();
    for (int from = 0; from < elements.length; from += columns) {
      rows.add(Arrays.copyOfRange(elements, from, from + columns));
    }
    return rows;
  }
}
