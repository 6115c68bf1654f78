package gradus.loss;

import gradus.tensor.Tensor;

/**
 * The mean squared error: L = mean of (y − t)² over all numbers of all outputs.
 *
 * <p>Against labels, the target of an example is 1 in the column of its label and 0 elsewhere.
 */
public final class MeanSquaredError implements Loss {
  @Override
  public LossValue evaluate(Tensor scores, int[] labels) {
    Loss.requireFit(scores, labels);
    Tensor targets = Tensor.zeros(scores.precision(), scores.shape());
    for (int i = 0; i < labels.length; i++) {
      targets.set(i * scores.columns() + labels[i], 1);
    }
    return evaluate(scores, targets);
  }

  /**
   * The loss of outputs against targets of the same shape.
   *
   * @throws IllegalArgumentException if the shapes differ or there is no example
   */
  public LossValue evaluate(Tensor outputs, Tensor targets) {
    Loss.requireExamples(outputs);
    if (!targets.shape().equals(outputs.shape())) {
      throw new IllegalArgumentException(
          "MeanSquaredError received targets of shape %s for outputs of shape %s; they must be equal: reshape the targets"
              .formatted(targets.shape(), outputs.shape()));
    }
    Tensor error = outputs.minus(targets);
    return new LossValue(error.dot(error) / error.size(), error.times(2.0 / error.size()));
  }

  @Override
  public String toString() {
    return "MeanSquaredError";
  }
}
