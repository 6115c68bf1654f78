package gradus.training;

import gradus.data.Npz;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** A history as arrays in double precision, one row for each step and for each epoch. */
final class HistoryArrays {
  private static final String STEPS = "history.steps";
  private static final String EPOCHS = "history.epochs";
  private static final String SECONDS = "history.seconds";
  private static final int STEP_COLUMNS = 5;
  private static final int EPOCH_COLUMNS = 9;

  private HistoryArrays() {}

  static Npz write(Npz npz, History history) {
    return npz.with(
            STEPS, matrix(history.steps().stream().map(HistoryArrays::row).toList(), STEP_COLUMNS))
        .with(
            EPOCHS,
            matrix(history.epochs().stream().map(HistoryArrays::row).toList(), EPOCH_COLUMNS))
        .with(SECONDS, Tensor.of(Shape.of(1), history.seconds()));
  }

  static History read(Npz npz) throws IOException {
    if (!npz.names().contains(STEPS)) {
      return History.empty();
    }
    List<Step> steps = new ArrayList<>();
    for (double[] row : rows(npz.tensor(STEPS), STEP_COLUMNS)) {
      steps.add(new Step((long) row[0], (long) row[1], row[2], row[3], row[4]));
    }
    List<Epoch> epochs = new ArrayList<>();
    for (double[] row : rows(npz.tensor(EPOCHS), EPOCH_COLUMNS)) {
      epochs.add(epoch(row));
    }
    return new History(steps, epochs, npz.tensor(SECONDS).get(0));
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

  private static Epoch epoch(double[] row) {
    return new Epoch(
        (long) row[0],
        (long) row[1],
        row[2],
        row[3],
        new Evaluation(row[4], row[5]),
        new Evaluation(row[6], row[7]),
        row[8]);
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
