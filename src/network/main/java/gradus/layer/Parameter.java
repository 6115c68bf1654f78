package gradus.layer;

import gradus.tensor.Tensor;
import java.util.Optional;

/**
 * A tensor that a layer learns or keeps, and the gradient that has gathered on it: the one mutable
 * thing in a network.
 */
public final class Parameter {
  /** What a parameter is for, which decides what training does with it. */
  public enum Role {
    /** Multiplies the input: learned and, where the loss is regularised, decayed. */
    WEIGHT,
    /** Shifts or scales: learned, and not decayed unless asked. */
    BIAS,
    /** Kept by the layer itself, such as a running mean: saved, but neither learned nor decayed. */
    STATISTIC
  }

  private final Tensor value;
  private final Role role;
  private Optional<Tensor> gradient = Optional.empty();

  private Parameter(Tensor value, Role role) {
    this.value = value;
    this.role = role;
  }

  /** A parameter that multiplies the input. */
  public static Parameter weight(Tensor value) {
    return new Parameter(value, Role.WEIGHT);
  }

  /** A parameter that shifts or scales. */
  public static Parameter bias(Tensor value) {
    return new Parameter(value, Role.BIAS);
  }

  /** A parameter that the layer itself keeps. */
  public static Parameter statistic(Tensor value) {
    return new Parameter(value, Role.STATISTIC);
  }

  /** The numbers themselves, not a copy: an optimizer changes them in place. */
  public Tensor value() {
    return value;
  }

  /** What the parameter is for. */
  public Role role() {
    return role;
  }

  /** Whether an optimizer changes it. */
  public boolean trainable() {
    return role != Role.STATISTIC;
  }

  /** The sum of all gradients since the last {@link #clearGradient}, zeros where there was none. */
  public Tensor gradient() {
    return gradient.orElseGet(() -> Tensor.zeros(value.precision(), value.shape()));
  }

  /**
   * Adds a gradient of the value's shape to those gathered so far.
   *
   * @throws IllegalArgumentException if the shape is another
   */
  public void accumulate(Tensor addition) {
    if (!addition.shape().equals(value.shape())) {
      throw new IllegalArgumentException(
          "a parameter of shape %s received a gradient of shape %s"
              .formatted(value.shape(), addition.shape()));
    }
    gradient = Optional.of(gradient.map(sum -> sum.plus(addition)).orElse(addition));
  }

  /** Forgets the gathered gradients. */
  public void clearGradient() {
    gradient = Optional.empty();
  }
}
