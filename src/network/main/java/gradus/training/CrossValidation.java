package gradus.training;

import static java.util.stream.Collectors.joining;

import gradus.data.Examples;
import gradus.tensor.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The result of k-fold cross-validation: the examples are cut into k parts, and each part validates
 * one run that was trained on all the others.
 *
 * <p>Every example validates exactly once and never the run that it trained. Every fold starts from
 * scratch, with a seed of its own: whatever one fold handed on to the next would have seen its
 * validation part.
 *
 * @param folds the history of each fold, in order
 */
public record CrossValidation(List<History> folds) {
  public CrossValidation {
    folds = List.copyOf(folds);
  }

  /** Makes a network, trains it and returns the history. */
  @FunctionalInterface
  public interface Experiment {
    /** Trains on the one and validates on the other; all randomness comes from the seed. */
    History train(Examples training, Examples validation, Seed seed) throws InterruptedException;
  }

  /**
   * Which examples a fold trains on and which validate it.
   *
   * @param training indices in ascending order
   * @param validation indices in ascending order
   */
  @SuppressWarnings("ArrayRecordComponent") // indices to select by, compared by nobody
  public record Fold(int[] training, int[] validation) {}

  /**
   * Trains once for each of k folds.
   *
   * @throws InterruptedException if the thread was interrupted; the folds so far are lost
   * @throws IllegalArgumentException if k is below 2 or above the number of examples
   */
  public static CrossValidation run(int k, Examples examples, Seed seed, Experiment experiment)
      throws InterruptedException {
    List<History> histories = new ArrayList<>();
    for (Fold fold : folds(k, examples.count(), seed)) {
      histories.add(
          experiment.train(
              examples.subset(fold.training()),
              examples.subset(fold.validation()),
              seed.derive(histories.size())));
    }
    return new CrossValidation(histories);
  }

  /**
   * The indices of shuffled examples, cut into k folds whose sizes differ by at most one.
   *
   * @throws IllegalArgumentException if k is below 2 or above the number of examples
   */
  public static List<Fold> folds(int k, int examples, Seed seed) {
    if (k < 2 || k > examples) {
      throw new IllegalArgumentException(
          "%,d examples cannot be cut into %,d folds; choose from 2 to their number"
              .formatted(examples, k));
    }
    int[] order = seed.permutation(examples, "folds", 0);
    int[] foldOf = IntStream.of(order).map(i -> i % k).toArray();
    return IntStream.range(0, k).mapToObj(fold -> fold(foldOf, fold)).toList();
  }

  private static Fold fold(int[] foldOf, int fold) {
    int n = foldOf.length;
    return new Fold(
        IntStream.range(0, n).filter(i -> foldOf[i] != fold).toArray(),
        IntStream.range(0, n).filter(i -> foldOf[i] == fold).toArray());
  }

  /** The metric of each fold's network after its last epoch. */
  public double[] scores(Metric metric) {
    return folds.stream().mapToDouble(history -> metric.of(history.last())).toArray();
  }

  /** The mean of the folds' scores. */
  public double mean(Metric metric) {
    return Arrays.stream(scores(metric)).sum() / folds.size();
  }

  /** For example {@code 5 folds, last epochs: accuracy 0.5230, loss 1.3512; …}. */
  @Override
  public String toString() {
    return folds.stream()
        .map(history -> history.last().validation().toString())
        .collect(joining("; ", folds.size() + " folds, last epochs: ", ""));
  }
}
