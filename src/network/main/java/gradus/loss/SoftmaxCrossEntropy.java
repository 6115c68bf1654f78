package gradus.loss;

import gradus.tensor.Tensor;

/**
 * The softmax cross-entropy: L = mean of −Σ tⱼ log pⱼ in nats, where p is the softmax of the scores
 * and t is the target.
 *
 * <p>It takes scores, not probabilities: a softmax layer in front of it would squash them twice.
 * Without smoothing t is 1 at the label and the loss is −log pᵧ; smoothing moves the share ε of it
 * evenly to all C classes, so that t is 1 − ε + ε/C at the label and ε/C elsewhere (Szegedy et al.,
 * 2016).
 *
 * @param labelSmoothing ε, from 0 to below 1
 */
public record SoftmaxCrossEntropy(double labelSmoothing) implements Loss {
  public SoftmaxCrossEntropy {
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException(
          "label smoothing goes from 0 to below 1, got " + labelSmoothing);
    }
  }

  /** Without label smoothing. */
  public SoftmaxCrossEntropy() {
    this(0);
  }

  @Override
  public LossValue evaluate(Tensor scores, int[] labels) {
    Loss.requireFit(scores, labels);
    int n = scores.rows();
    Tensor logs = scores.rowLogSumExp();
    Tensor wanted = wanted(scores, labels);
    // Σt = 1, so −Σ tⱼ log pⱼ = logsumexp(s) − Σ tⱼsⱼ, whose gradient is p − t.
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += logs.get(i) - expectation(scores, labels[i], i);
    }
    return new LossValue(sum / n, scores.rowSoftmax().minus(wanted).times(1.0 / n));
  }

  private Tensor wanted(Tensor scores, int[] labels) {
    int classes = scores.columns();
    Tensor wanted = Tensor.full(scores.precision(), scores.shape(), labelSmoothing / classes);
    for (int i = 0; i < labels.length; i++) {
      wanted.set(i * classes + labels[i], 1 - labelSmoothing + labelSmoothing / classes);
    }
    return wanted;
  }

  /** Σ tⱼsⱼ of one row. */
  private double expectation(Tensor scores, int label, int row) {
    double right = (1 - labelSmoothing) * scores.at(row, label);
    if (labelSmoothing == 0) {
      return right;
    }
    double sum = 0;
    for (int j = 0; j < scores.columns(); j++) {
      sum += scores.at(row, j);
    }
    return right + labelSmoothing / scores.columns() * sum;
  }

  @Override
  public String toString() {
    return labelSmoothing == 0
        ? "SoftmaxCrossEntropy"
        : "SoftmaxCrossEntropy(label smoothing " + labelSmoothing + ")";
  }
}
