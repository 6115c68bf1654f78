package gradus.training;

import java.util.List;

/**
 * What happened in a run.
 *
 * @param steps all steps in order
 * @param epochs all whole epochs in order
 */
public record History(List<Step> steps, List<Epoch> epochs) {
  public History {
    steps = List.copyOf(steps);
    epochs = List.copyOf(epochs);
  }

  /** The last epoch, with what the validation set said after it. */
  public Epoch last() {
    if (epochs.isEmpty()) {
      throw new IllegalStateException("no epoch has ended yet; train for at least one");
    }
    return epochs.getLast();
  }

  /** The best accuracy on the validation set after any epoch. */
  public double bestValidationAccuracy() {
    return epochs.stream().mapToDouble(Epoch::validationAccuracy).max().orElse(Double.NaN);
  }
}
