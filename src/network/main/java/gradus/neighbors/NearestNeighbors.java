package gradus.neighbors;

import gradus.tensor.Tensor;
import java.util.Arrays;

/**
 * The k-nearest-neighbour classifier: a query gets the label that most of the k examples nearest to
 * it have.
 *
 * <p>Equal distances keep the order of the examples, equal votes go to the smallest label.
 */
public final class NearestNeighbors {
  /** Distances held at a time: 32 MB in single precision. */
  private static final int MOST_DISTANCES_AT_A_TIME = 8_000_000;

  private final Tensor examples;
  private final int[] labels;
  private final int classes;
  private final Distance distance;

  /**
   * A classifier with these examples.
   *
   * @param examples T×D; images are flattened
   * @param labels T labels from 0
   * @throws IllegalArgumentException if there is not one label for each example, or one is negative
   */
  public NearestNeighbors(Tensor examples, int[] labels, Distance distance) {
    if (labels.length == 0 || labels.length != examples.shape().dimension(0)) {
      throw new IllegalArgumentException(
          "%d labels for examples of shape %s; there must be one for each, and at least one"
              .formatted(labels.length, examples.shape()));
    }
    if (Arrays.stream(labels).anyMatch(label -> label < 0)) {
      throw new IllegalArgumentException(
          "labels go from 0, got " + Arrays.stream(labels).min().getAsInt());
    }
    this.examples = flat(examples);
    this.labels = labels.clone();
    this.distance = distance;
    classes = Arrays.stream(labels).max().getAsInt() + 1;
  }

  /** The distance of each query from each example: Q×D → Q×T. */
  public Tensor distances(Tensor queries) {
    return distance.between(flat(queries), examples);
  }

  /** For each query the numbers of the k nearest examples, the nearest first. */
  public int[][] nearest(Tensor queries, int k) {
    if (k < 1 || k > labels.length) {
      throw new IllegalArgumentException(
          "k goes from 1 to %d, the number of examples; got %d".formatted(labels.length, k));
    }
    int[][] nearest = new int[queries.shape().dimension(0)][];
    int block = Math.max(1, MOST_DISTANCES_AT_A_TIME / labels.length);
    for (int from = 0; from < nearest.length; from += block) {
      int to = Math.min(nearest.length, from + block);
      Tensor distances = distances(queries.slice(from, to));
      for (int row = from; row < to; row++) {
        nearest[row] = smallest(distances, row - from, k);
      }
    }
    return nearest;
  }

  /** The label of each query, by the vote of its k nearest examples. */
  public int[] predict(Tensor queries, int k) {
    return vote(nearest(queries, k), k);
  }

  /**
   * The label of each query, by the vote of the first k of its {@link #nearest} examples: to try
   * many k, find the neighbours once.
   *
   * @throws IllegalArgumentException if k is below 1 or above the number of a query's neighbours
   */
  public int[] vote(int[][] nearest, int k) {
    int most = Arrays.stream(nearest).mapToInt(neighbors -> neighbors.length).min().orElse(k);
    if (k < 1 || k > most) {
      throw new IllegalArgumentException(
          "k goes from 1 to %d, the number of neighbours found; got %d".formatted(most, k));
    }
    return Arrays.stream(nearest).mapToInt(neighbors -> vote(neighbors, k)).toArray();
  }

  private int vote(int[] neighbors, int k) {
    int[] votes = new int[classes];
    for (int i = 0; i < k; i++) {
      votes[labels[neighbors[i]]]++;
    }
    int winner = 0;
    for (int label = 1; label < votes.length; label++) {
      if (votes[label] > votes[winner]) {
        winner = label;
      }
    }
    return winner;
  }

  /**
   * The columns of the k smallest numbers of a row: a sorted list into which others are inserted.
   * NaN is larger than any number.
   */
  private static int[] smallest(Tensor distances, int row, int k) {
    int[] columns = new int[k];
    double[] values = new double[k];
    int start = row * distances.columns();
    for (int column = 0; column < distances.columns(); column++) {
      double value = distances.get(start + column);
      int place = Math.min(column, k - 1);
      if (column < k || isLess(value, values[place])) {
        for (; place > 0 && isLess(value, values[place - 1]); place--) {
          values[place] = values[place - 1];
          columns[place] = columns[place - 1];
        }
        values[place] = value;
        columns[place] = column;
      }
    }
    return columns;
  }

  private static boolean isLess(double a, double b) {
    return a < b || (Double.isNaN(b) && !Double.isNaN(a));
  }

  private static Tensor flat(Tensor examples) {
    int n = examples.shape().dimension(0);
    return examples.shape().rank() == 2 ? examples : examples.reshape(n, examples.size() / n);
  }

  @Override
  public String toString() {
    return "NearestNeighbors(%s)".formatted(examples.shape());
  }
}
