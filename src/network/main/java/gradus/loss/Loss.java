package gradus.loss;

import gradus.tensor.Tensor;

/** A measure of how far the scores of a batch are from the right classes. */
@FunctionalInterface
public interface Loss {
  /**
   * The loss of a batch and its gradient.
   *
   * @param scores N×C, one row for each example
   * @param labels N right classes from 0 to C − 1
   * @throws IllegalArgumentException if there are not as many labels as rows, or none at all, or
   *     one names no column
   */
  LossValue evaluate(Tensor scores, int[] labels);

  /** Refuses labels that do not fit the scores. */
  static void requireFit(Tensor scores, int[] labels) {
    if (labels.length != scores.rows()) {
      throw new IllegalArgumentException(
          "%d labels for scores of shape %s; there must be one for each row"
              .formatted(labels.length, scores.shape()));
    }
    requireExamples(scores);
    for (int label : labels) {
      if (label < 0 || label >= scores.columns()) {
        throw new IllegalArgumentException(
            "label %d for scores of shape %s; labels go from 0 to %d"
                .formatted(label, scores.shape(), scores.columns() - 1));
      }
    }
  }

  /** Refuses an empty batch, which has no mean. */
  static void requireExamples(Tensor outputs) {
    if (outputs.size() == 0) {
      throw new IllegalArgumentException(
          "a loss received outputs of shape %s; it expects at least one example, since a batch of none has no mean: check how the batch was cut"
              .formatted(outputs.shape()));
    }
  }
}
