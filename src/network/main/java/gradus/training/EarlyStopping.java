package gradus.training;

/**
 * Ends training when so many epochs in a row have brought no new best.
 *
 * <p>The network is left as the last epoch made it; {@link Checkpoints#best} has the best one. (L.
 * Prechelt, "Early stopping – but when?", 1998, compares such rules.)
 *
 * @param metric what is compared
 * @param patience how many epochs without a new best are borne, at least 1
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
    return !history.epochs().isEmpty()
        && history.epochs().size() - history.best(metric).number() >= patience;
  }
}
