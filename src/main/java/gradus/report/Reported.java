package gradus.report;

/**
 * A number that a report states.
 *
 * @param quantity what it is a number of
 * @param value accuracies as a share of 1
 * @param images that an accuracy was measured on, for its sampling error
 * @param flaw what it is a number of in truth, or nothing
 */
public record Reported(Quantity quantity, double value, int images, String flaw) {
  /** A number that is what it says. */
  public Reported(Quantity quantity, double value, int images) {
    this(quantity, value, images, "");
  }

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

  /** The same number, of which the report says something else than it measured. */
  public Reported flawed(String inTruth) {
    return new Reported(quantity, value, images, inTruth);
  }

  /** The variance of an accuracy that comes from having measured on so few images. */
  double samplingVariance() {
    return images > 0 && quantity.isShare() ? value * (1 - value) / images : 0;
  }

  @Override
  public String toString() {
    return quantity + " " + quantity.format(value);
  }
}
