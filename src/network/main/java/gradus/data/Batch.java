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
    requireOneLabelEach(inputs, labels);
  }

  /** Refuses labels that are not one for each example. */
  static void requireOneLabelEach(Tensor inputs, int... labels) {
    if (inputs.shape().dimension(0) != labels.length) {
      throw new IllegalArgumentException(
          "%d labels for inputs of shape %s; there must be one for each example"
              .formatted(labels.length, inputs.shape()));
    }
  }

  /** The number of examples. */
  public int size() {
    return labels.length;
  }
}
