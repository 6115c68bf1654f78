package gradus.optimizer;

import gradus.layer.Parameters;

/**
 * Adam with its own decoupled weight decay (Loshchilov and Hutter, 2019): w ← (1 − ηλ)w, then
 * Adam's step. Biases, shifts and scales do not decay.
 */
public final class AdamW implements Optimizer {
  private final WeightDecay decay;
  private final Adam adam;

  /** Adam with its usual settings and this decay. */
  public AdamW(double weightDecay) {
    this(weightDecay, new Adam());
  }

  /**
   * @param weightDecay λ, 0 or more
   * @param adam the rule that follows the decay
   */
  public AdamW(double weightDecay, Adam adam) {
    this.decay = WeightDecay.decoupled(weightDecay);
    this.adam = adam;
  }

  @Override
  public void step(Parameters parameters, double learningRate) {
    decay.shrink(parameters, learningRate);
    adam.step(parameters, learningRate);
  }

  @Override
  public boolean decaysWeights() {
    return true;
  }

  @Override
  public Parameters state(Parameters parameters) {
    return adam.state(parameters);
  }

  @Override
  public String toString() {
    return "AdamW(" + decay.strength() + ", " + adam + ")";
  }
}
