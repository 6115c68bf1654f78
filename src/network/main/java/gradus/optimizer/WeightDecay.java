package gradus.optimizer;

import gradus.layer.Parameter;
import gradus.layer.Parameter.Role;
import gradus.layer.Parameters;

/**
 * Keeps weights small: by a penalty in the loss, or by shrinking them at each step.
 *
 * <p>The same λ means three different strengths, so the form is always named:
 *
 * <ul>
 *   <li>{@link #halfSquare}: ½λ‖W‖² is added to the loss, λW to the gradient (CS231n, PyTorch's
 *       SGD);
 *   <li>{@link #square}: λ‖W‖² is added to the loss, 2λW to the gradient;
 *   <li>{@link #decoupled}: nothing is added to the loss, and each step multiplies W by 1 − ηλ
 *       (Loshchilov and Hutter, 2019).
 * </ul>
 *
 * <p>Biases, shifts and scales are left out unless {@link #withBiases} asks for them. A training
 * step calls {@link #addGradients} before and {@link #shrink} before the optimizer's own step; each
 * does nothing where the form has no use for it.
 *
 * @param form which of the three
 * @param strength λ, 0 or more
 * @param biases whether biases, shifts and scales decay too
 */
public record WeightDecay(Form form, double strength, boolean biases) {
  /** What λ means. */
  public enum Form {
    /** ½λ‖W‖² in the loss. */
    HALF_SQUARE,
    /** λ‖W‖² in the loss. */
    SQUARE,
    /** 1 − ηλ times the weights at each step. */
    DECOUPLED
  }

  public WeightDecay {
    if (!(strength >= 0 && strength < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("weight decay is 0 or more and finite, got " + strength);
    }
  }

  /** No decay. */
  public static WeightDecay none() {
    return halfSquare(0);
  }

  /** ½λ‖W‖² in the loss. */
  public static WeightDecay halfSquare(double lambda) {
    return new WeightDecay(Form.HALF_SQUARE, lambda, false);
  }

  /** λ‖W‖² in the loss. */
  public static WeightDecay square(double lambda) {
    return new WeightDecay(Form.SQUARE, lambda, false);
  }

  /** 1 − ηλ times the weights at each step, nothing in the loss. */
  public static WeightDecay decoupled(double lambda) {
    return new WeightDecay(Form.DECOUPLED, lambda, false);
  }

  /** This decay, of biases, shifts and scales too. */
  public WeightDecay withBiases() {
    return new WeightDecay(form, strength, true);
  }

  /** What is added to the loss. */
  public double penalty(Parameters parameters) {
    double sum = 0;
    for (var entry : parameters) {
      if (concerns(entry.getValue())) {
        sum += entry.getValue().value().dot(entry.getValue().value());
      }
    }
    return slope() / 2 * sum;
  }

  /** Adds the penalty's gradient to those accumulated so far. */
  public void addGradients(Parameters parameters) {
    if (slope() == 0) {
      return;
    }
    for (var entry : parameters) {
      Parameter parameter = entry.getValue();
      if (concerns(parameter)) {
        parameter.accumulate(parameter.value().times(slope()));
      }
    }
  }

  /** Multiplies the parameters by 1 − ηλ, where the decay is decoupled. */
  public void shrink(Parameters parameters, double learningRate) {
    if (form != Form.DECOUPLED || strength == 0) {
      return;
    }
    for (var entry : parameters) {
      Parameter parameter = entry.getValue();
      if (concerns(parameter)) {
        parameter.value().addInPlace(-learningRate * strength, parameter.value());
      }
    }
  }

  private boolean concerns(Parameter parameter) {
    return parameter.role() == Role.WEIGHT || (biases && parameter.role() == Role.UNDECAYED);
  }

  /** The penalty's gradient over the weight. */
  private double slope() {
    return switch (form) {
      case HALF_SQUARE -> strength;
      case SQUARE -> 2 * strength;
      case DECOUPLED -> 0;
    };
  }

  /** For example {@code ½·0.001·‖W‖²}. */
  @Override
  public String toString() {
    String scope = biases ? ", biases too" : "";
    return switch (form) {
      case HALF_SQUARE -> "½·" + strength + "·‖W‖²" + scope;
      case SQUARE -> strength + "·‖W‖²" + scope;
      case DECOUPLED -> "decoupled " + strength + scope;
    };
  }
}
