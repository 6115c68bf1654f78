package gradus.data;

import gradus.tensor.Precision;
import java.util.function.Function;

/**
 * Pictures divided into those that train the weights, those that models are compared on, and those
 * for a final test.
 *
 * <p>No picture is in two of the three parts.
 */
public record Split(Images training, Images validation, Images test) {

  /**
   * The split of Stanford's course CS231n: the last 1,000 training images validate, the first 1,000
   * test images test, all others train. CIFAR-10 gives 49,000 / 1,000 / 1,000.
   */
  public static Split cs231n(DataSet set) {
    return holdOut(set, 1_000, 1_000);
  }

  /**
   * The whole set as published, with nothing to validate on: CIFAR-10 gives 50,000 / 0 / 10,000.
   */
  public static Split published(DataSet set) {
    return holdOut(set, 0, set.test().count());
  }

  /**
   * Five parts train and one, the last sixth of the training images, validates; all test images
   * test. MNIST gives 50,000 / 10,000 / 10,000.
   */
  public static Split fiveToOne(DataSet set) {
    return holdOut(set, set.training().count() / 6, set.test().count());
  }

  /** The last {@code validation} training images validate, the first {@code test} ones test. */
  public static Split holdOut(DataSet set, int validation, int test) {
    int n = set.training().count();
    if (validation < 0 || validation >= n || test < 0 || test > set.test().count()) {
      throw new IllegalArgumentException(
          "cannot hold out %,d of %,d training and %,d of %,d test images"
              .formatted(validation, n, test, set.test().count()));
    }
    return new Split(
        set.training().slice(0, n - validation),
        set.training().slice(n - validation, n),
        set.test().first(test));
  }

  /** The same split with at most these numbers of pictures in its parts, the first ones. */
  public Split first(int training, int validation, int test) {
    return new Split(
        this.training.first(training), this.validation.first(validation), this.test.first(test));
  }

  /**
   * The three parts as a network sees them, with preprocessing that is measured on the training
   * images alone.
   *
   * @param preprocessing for example {@code Preprocessing::standardised}
   */
  public ExampleSets examples(Precision precision, Function<Images, Preprocessing> preprocessing) {
    return examples(precision, preprocessing.apply(training));
  }

  /** The three parts as a network sees them, with preprocessing such as {@code unit()}. */
  public ExampleSets examples(Precision precision, Preprocessing preprocessing) {
    return new ExampleSets(
        new ImageExamples(training, precision, preprocessing),
        new ImageExamples(validation, precision, preprocessing),
        new ImageExamples(test, precision, preprocessing));
  }

  @Override
  public String toString() {
    return "%,d for training, %,d for validation, %,d for test"
        .formatted(training.count(), validation.count(), test.count());
  }
}
