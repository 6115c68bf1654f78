package gradus.layer;

import gradus.tensor.Tensor;
import java.util.Optional;

/**
 * A tensor that a layer learns or keeps, and the gradient accumulated on it: the one mutable thing
 * in a network.
 */
public final class Parameter {
  /** What training does with a parameter. */
  public enum Role {
    /** Multiplies the input: learned, and decayed where there is weight decay. */
    WEIGHT,
    /** Shifts or scales, such as a bias: learned, and not decayed unless asked for. */
    UNDECAYED,
    /**
     * Updated by the layer itself, such as a running mean, or fixed, such as filters that were
     * measured: saved, but neither learned nor decayed.
     */
    BUFFER
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

  /** A parameter that weight decay leaves out: a bias, or the scale of a normalisation. */
  public static Parameter undecayed(Tensor value) {
    return new Parameter(value, Role.UNDECAYED);
  }

  /** A parameter that the layer itself updates, or that stays as it is. */
  public static Parameter buffer(Tensor value) {
    return new Parameter(value, Role.BUFFER);
  }

  /** The tensor itself, not a copy: an optimizer changes it in place. */
  public Tensor value() {
    return value;
  }

  /** What training does with it. */
  public Role role() {
    return role;
  }

  /** Whether an optimizer changes it. */
  public boolean trainable() {
    return role != Role.BUFFER;
  }

  /** The sum of all gradients since the last {@link #clearGradient}, zeros where there was none. */
  public Tensor gradient() {
    return gradient.orElseGet(() -> Tensor.zeros(value.precision(), value.shape()));
  }

  /**
   * Adds a gradient of the value's shape to those accumulated so far.
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

  /** Sets the gradient to zero. */
  public void clearGradient() {
    gradient = Optional.empty();
  }
}
