package gradus.optimizer;

import gradus.layer.Parameter;
import gradus.layer.Parameters;
import gradus.tensor.Tensor;

/**
 * Momentum, orthogonalised: the step of a matrix has the singular vectors of its momentum, and
 * singular values near 1 (K. Jordan et al., "Muon: an optimizer for hidden layers", 2024).
 *
 * <p>m ← μm + g, w ← w − ηO(g + μm), where O stands for a few Newton–Schulz steps. For the filters
 * of a convolution and the weights of hidden linear maps; biases and the last linear map are better
 * off with another rule, such as {@link Nesterov}, in a group of {@link ParameterGroups}.
 */
public final class Muon implements Optimizer {
  private static final int USUAL_STEPS = 5;

  private final double momentum;
  private final int newtonSchulzSteps;
  private final boolean normalizing;
  private final OptimizerState gathered = new OptimizerState("momentum");

  /** With five Newton–Schulz steps. */
  public Muon(double momentum) {
    this(momentum, USUAL_STEPS);
  }

  /**
   * @param momentum μ, from 0 to below 1
   * @param newtonSchulzSteps at least 1: with 3 only the larger singular values come near 1
   */
  public Muon(double momentum, int newtonSchulzSteps) {
    this(momentum, newtonSchulzSteps, false);
  }

  private Muon(double momentum, int newtonSchulzSteps, boolean normalizing) {
    this.momentum = Bounds.requireFraction("momentum", momentum);
    this.newtonSchulzSteps =
        (int) Bounds.requireAtLeastOne("the number of Newton–Schulz steps", newtonSchulzSteps);
    this.normalizing = normalizing;
  }

  /**
   * The same rule, which before each step scales the matrix to the Frobenius norm √F of F columns:
   * for filters in front of a batch norm, which makes their length useless. It takes the place of
   * weight decay.
   */
  public Muon normalizingFilters() {
    return new Muon(momentum, newtonSchulzSteps, true);
  }

  @Override
  public void step(Parameters parameters, double learningRate) {
    for (var entry : parameters.trainable()) {
      Parameter parameter = entry.getValue();
      Tensor w = parameter.value();
      Tensor m = gathered.of(parameter);
      m.blendInPlace(momentum, 1, parameter.gradient());
      Tensor ahead = parameter.gradient().copy();
      ahead.addInPlace(momentum, m);
      if (normalizing) {
        double norm = Math.sqrt(w.dot(w));
        w.addInPlace(norm == 0 ? 0 : Math.sqrt(w.columns()) / norm - 1, w);
      }
      w.addInPlace(-learningRate, NewtonSchulz.orthogonalize(ahead, newtonSchulzSteps));
    }
  }

  @Override
  public Parameters state(Parameters parameters) {
    return gathered.of(parameters);
  }

  /** For example {@code Muon(0.6, 3 steps, filters normalised)}. */
  @Override
  public String toString() {
    return "Muon(%s, %d steps%s)"
        .formatted(momentum, newtonSchulzSteps, normalizing ? ", filters normalised" : "");
  }
}
