package gradus.data;

import gradus.tensor.Tensor;

/**
 * Some examples that a network sees at once.
 *
 * @param inputs one example along the first dimension for each label
 * @param labels the right classes, from 0
 */
@SuppressWarnings("ArrayRecordComponent") // handed straight to a loss, compared by nobody
public record Batch(Tensor inputs, int[] labels) {
  public Batch {
    Examples.requireOneLabelEach(inputs, labels);
  }

  /** How many examples there are. */
  public int size() {
    return labels.length;
  }
}
