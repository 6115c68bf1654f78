package gradus.report;

/**
 * A number that a report states.
 *
 * @param quantity what it is a number of
 * @param value accuracies as a share of 1
 * @param images the size of the report's own sample on which an accuracy was measured; 0 for the
 *     whole published test set, which is ours too
 * @param flaw what it really is a number of, or nothing
 * @param beside whether it stands beside settings that are not the report's, which cannot refute it
 */
public record Reported(Quantity quantity, double value, int images, String flaw, boolean beside) {
  /** A number that is what it says. */
  public Reported(Quantity quantity, double value, int images) {
    this(quantity, value, images, "", false);
  }

  /** A test accuracy on the 10,000 published test images, in percent. */
  public static Reported test(double percent) {
    return new Reported(Quantity.TEST_ACCURACY, percent / 100, 0);
  }

  /** A validation accuracy on a number of images, in percent. */
  public static Reported validation(double percent, int images) {
    return new Reported(Quantity.VALIDATION_ACCURACY, percent / 100, images);
  }

  /** A loss on the test images. */
  public static Reported testLoss(double loss) {
    return new Reported(Quantity.TEST_LOSS, loss, 0);
  }

  /** Seconds of training. */
  public static Reported seconds(double seconds) {
    return new Reported(Quantity.SECONDS, seconds, 0);
  }

  /** The same number, which the report takes for something else. */
  public Reported flawed(String inTruth) {
    return new Reported(quantity, value, images, inTruth, beside);
  }

  /** The same number beside settings that are not the report's. */
  public Reported aside() {
    return new Reported(quantity, value, images, flaw, true);
  }

  /**
   * The variance of an accuracy that comes from the report's sample of images, p(1 − p)/n with one
   * more image right and one more wrong: 98 of 98 is no certainty (Agresti and Coull, 1998).
   */
  double samplingVariance() {
    if (images == 0 || !quantity.isShare()) {
      return 0;
    }
    double share = (value * images + 1) / (images + 2);
    return share * (1 - share) / images;
  }

  @Override
  public String toString() {
    return quantity + " " + quantity.format(value);
  }
}
