package gradus.training;

/**
 * Ends training after a number of evaluated epochs in a row without improvement.
 *
 * <p>The network keeps the weights of the last epoch; {@link Checkpoints#best} has the best ones.
 * (L. Prechelt, "Early stopping – but when?", 1998, compares such rules.)
 *
 * @param metric what is compared
 * @param patience the number of evaluated epochs tolerated without improvement, at least 1
 */
public record EarlyStopping(Metric metric, int patience) implements StoppingRule {
  public EarlyStopping {
    if (patience < 1) {
      throw new IllegalArgumentException(
          "patience is a number of epochs, at least 1; got " + patience);
    }
  }

  @Override
  public boolean stops(History history) {
    if (history.epochs().isEmpty()) {
      return false;
    }
    long best = history.best(metric).number();
    long since =
        history.epochs().stream()
            .filter(epoch -> epoch.number() > best && metric.isMeasuredIn(epoch))
            .count();
    return since >= patience;
  }
}
