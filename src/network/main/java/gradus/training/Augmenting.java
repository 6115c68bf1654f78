package gradus.training;

import gradus.data.Augmentation;
import gradus.data.Examples;
import gradus.tensor.Seed;

/**
 * The random changes that a trainer makes to its pictures.
 *
 * @param change the change
 * @param once whether each picture is changed once, rather than anew in every epoch
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
