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
  private Optional<Tensor> released = Optional.empty();

  /** Whether the gradient was made here, so that no caller of {@link #accumulate} has it. */
  private boolean own;

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

  /**
   * The sum of all gradients since the last {@link #clearGradient}, zeros where there was none. A
   * trainer {@linkplain #releaseGradient releases} it at its next step: copy what is to be kept.
   */
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
    own = gradient.isPresent();
    gradient = Optional.of(gradient.map(sum -> sum.plus(addition)).orElse(addition));
  }

  /**
   * Adds xᵀ·dy, the gradient of a linear map's weights: {@code accumulate(x.transposeMatmul(dy))},
   * but written over a released gradient if there is one, since new memory is slow to touch.
   *
   * @param x the input, N×in
   * @param dy the gradient of the output, N×out
   * @throws IllegalArgumentException if their product is not of the value's shape
   */
  public void accumulateProduct(Tensor x, Tensor dy) {
    if (gradient.isEmpty() && released.isPresent()) {
      x.transposeMatmulInto(dy, released.get());
      gradient = released;
    } else {
      accumulate(x.transposeMatmul(dy));
    }
    own = true;
  }

  /** Sets the gradient to zero. */
  public void clearGradient() {
    gradient = Optional.empty();
    released = Optional.empty();
  }

  /**
   * Sets the gradient to zero and lets the next one be written over it: for a loop of training, in
   * which nobody uses a gradient after its step.
   */
  public void releaseGradient() {
    if (own && gradient.isPresent()) {
      released = gradient;
    }
    gradient = Optional.empty();
  }
}
