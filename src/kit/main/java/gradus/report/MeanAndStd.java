package gradus.report;

import java.util.Arrays;
import java.util.List;

/**
 * One number from each of several runs.
 *
 * @param values one for each seed
 */
record MeanAndStd(List<Double> values) {
  MeanAndStd {
    values = List.copyOf(values);
  }

  /** A quantity of all records of a row. */
  static MeanAndStd of(List<RunRecord> runs, Row row, Quantity quantity) {
    return new MeanAndStd(runs.stream().map(run -> quantity.of(run.after(row.epoch()))).toList());
  }

  int count() {
    return values.size();
  }

  boolean isEmpty() {
    return values.isEmpty() || Double.isNaN(mean());
  }

  double mean() {
    return values.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
  }

  /** The sample variance; 0 of a single number. */
  double variance() {
    if (count() < 2) {
      return 0;
    }
    double mean = mean();
    double[] squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).toArray();
    return Arrays.stream(squares).sum() / (count() - 1);
  }

  double deviation() {
    return count() < 2 ? Double.NaN : Math.sqrt(variance());
  }
}
