package gradus.report;

/**
 * A number that a report states.
 *
 * @param quantity what it is a number of
 * @param value accuracies as a share of 1
 * @param images that an accuracy was measured on, for its sampling error
 */
public record Reported(Quantity quantity, double value, int images) {
  /** A test accuracy on 10,000 images, in percent. */
  public static Reported test(double percent) {
    return new Reported(Quantity.TEST_ACCURACY, percent / 100, 10_000);
  }

  /** A validation accuracy on so many images, in percent. */
  public static Reported validation(double percent, int images) {
    return new Reported(Quantity.VALIDATION_ACCURACY, percent / 100, images);
  }

  /** A loss on the test images. */
  public static Reported testLoss(double loss) {
    return new Reported(Quantity.TEST_LOSS, loss, 10_000);
  }

  /** Seconds of training. */
  public static Reported seconds(double seconds) {
    return new Reported(Quantity.SECONDS, seconds, 0);
  }

  /** The variance of an accuracy that comes from having measured on so few images. */
  double samplingVariance() {
    return images > 0 && quantity != Quantity.TEST_LOSS ? value * (1 - value) / images : 0;
  }

  @Override
  public String toString() {
    return quantity + " " + quantity.format(value);
  }
}
