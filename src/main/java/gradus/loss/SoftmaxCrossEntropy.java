package gradus.loss;

import gradus.tensor.Tensor;

/**
 * The softmax cross-entropy: L = mean of −log pᵧ, where p is the softmax of the scores.
 *
 * <p>It takes scores, not probabilities: a softmax layer in front of it would squash them twice.
 */
public final class SoftmaxCrossEntropy implements Loss {
  @Override
  public Graded grade(Tensor scores, int[] labels) {
    Loss.requireFit(scores, labels);
    int n = scores.rows();
    Tensor logs = scores.logSumExpRows();
    Tensor gradient = scores.softmaxRows().times(1.0 / n);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += logs.get(i) - scores.at(i, labels[i]);
      int right = i * scores.columns() + labels[i];
      gradient.set(right, gradient.get(right) - 1.0 / n);
    }
    return new Graded(sum / n, gradient);
  }

  @Override
  public String toString() {
    return "SoftmaxCrossEntropy";
  }
}
