package gradus.report;

import gradus.data.DataSet;
import gradus.data.Images;
import gradus.data.Split;
import gradus.tensor.Seed;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * A rule that divides a data set, by name.
 *
 * @param name as it stands in the settings of a record
 * @param training the number of training images, of a published set
 * @param rule the split of a set; the seed is for rules that draw at random
 */
public record SplitRule(String name, int training, BiFunction<DataSet, Seed, Split> rule) {
  /** 49,000 / 1,000 / 10,000 of CIFAR-10: CS231n's, but tested on all test images. */
  public static SplitRule cs231n() {
    return new SplitRule(
        "last 1,000 validate, all test images",
        49_000,
        (set, seed) -> Split.holdOut(set, 1_000, set.test().count()));
  }

  /** 50,000 / 10,000 / 10,000 of MNIST. */
  public static SplitRule fiveToOne() {
    return new SplitRule("5 : 1, all test images", 50_000, (set, seed) -> Split.fiveToOne(set));
  }

  /** 60,000 / 0 / 10,000 of MNIST. */
  public static SplitRule published() {
    return new SplitRule(
        "as published, no validation", 60_000, (set, seed) -> Split.published(set));
  }

  /** A random sample for training out of the first five sixths; the last sixth validates. */
  public static SplitRule sample(int training) {
    return new SplitRule(
        String.format(Locale.ROOT, "random %,d for training, last sixth validates", training),
        training,
        (set, seed) -> {
          Split whole = Split.fiveToOne(set);
          int count = Math.min(training, whole.training().count());
          int[] drawn = drawn(whole.training().count(), count, seed);
          return new Split(whole.training().select(drawn), whole.validation(), whole.test());
        });
  }

  /** One of several folds validates; the run with seed k, from 1, takes fold k. */
  public static SplitRule fold(int folds) {
    return new SplitRule(
        "fold k of %d validates, k = seed".formatted(folds),
        60_000 / folds * (folds - 1),
        (set, seed) -> {
          Images all = set.training();
          int fold = (int) Math.floorMod(seed.value() - 1, (long) folds);
          int from = (int) ((long) all.count() * fold / folds);
          int to = (int) ((long) all.count() * (fold + 1) / folds);
          Images others = all.slice(0, from).and(all.slice(to, all.count()));
          return new Split(others, all.slice(from, to), set.test());
        });
  }

  /** Some of the indices below a bound, in random order (Fisher and Yates). */
  private static int[] drawn(int from, int count, Seed seed) {
    var random = seed.stream("sample");
    int[] order = IntStream.range(0, from).toArray();
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i, from);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return IntStream.of(order).limit(count).toArray();
  }
}
