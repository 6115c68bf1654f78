package gradus.training;

import gradus.data.Augmentation;
import gradus.data.Examples;
import gradus.tensor.Seed;

/**
 * How a trainer changes its pictures at random.
 *
 * @param change what may happen to a picture
 * @param once whether it happens once and for all, rather than anew in every epoch
 */
record Augmenting(Augmentation change, boolean once) {
  /** The examples as training sees them. */
  Examples apply(Examples examples, Seed seed) {
    if (change.equals(Augmentation.NONE)) {
      return examples;
    }
    Examples changed = examples.augmented(change, seed);
    return once ? changed.once() : changed;
  }

  /** For example {@code flip, once}. */
  @Override
  public String toString() {
    return change + (once ? ", once" : "");
  }
}
