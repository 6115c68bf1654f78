package gradus.loss;

import gradus.tensor.Tensor;

/**
 * The loss of the multiclass support vector machine: L = mean of Σⱼ max(0, sⱼ − sᵧ + Δ) over the
 * wrong classes j (Weston and Watkins, 1999).
 *
 * @param margin Δ, usually 1, by which the right score should exceed every other
 */
public record MulticlassHinge(double margin) implements Loss {
  public MulticlassHinge {
    if (!Double.isFinite(margin)) {
      throw new IllegalArgumentException("the margin Δ is a finite number, got " + margin);
    }
  }

  /** With the usual margin of 1. */
  public MulticlassHinge() {
    this(1);
  }

  @Override
  public LossValue evaluate(Tensor scores, int[] labels) {
    Loss.requireFit(scores, labels);
    int n = scores.rows();
    Tensor gradient = Tensor.zeros(scores.precision(), scores.shape());
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += evaluate(scores, i, labels[i], gradient);
    }
    return new LossValue(sum / n, gradient);
  }

  private double evaluate(Tensor scores, int row, int label, Tensor gradient) {
    double sum = 0;
    int violations = 0;
    for (int j = 0; j < scores.columns(); j++) {
      double violation = scores.at(row, j) - scores.at(row, label) + margin;
      if (j != label && !(violation <= 0)) { // NaN counts: a network that diverged has a loss
        sum += violation;
        violations++;
        gradient.set(row * scores.columns() + j, 1.0 / scores.rows());
      }
    }
    gradient.set(row * scores.columns() + label, -1.0 * violations / scores.rows());
    return sum;
  }
}
