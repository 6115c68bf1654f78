package gradus.loss;

import gradus.tensor.Tensor;

/**
 * A loss as a sum over the batch rather than a mean, N times as large, and its gradient too. The
 * learning rates that go with it are therefore N times smaller, and weight decay N times larger.
 *
 * <p>A history then holds sums for its batches; an evaluation reports the mean all the same.
 *
 * @param mean the loss that is a mean
 */
public record Summed(Loss mean) implements Loss {
  @Override
  public LossValue evaluate(Tensor scores, int[] labels) {
    LossValue value = mean.evaluate(scores, labels);
    return new LossValue(labels.length * value.loss(), value.gradient().times(labels.length));
  }

  @Override
  public String toString() {
    return "summed " + mean;
  }
}
