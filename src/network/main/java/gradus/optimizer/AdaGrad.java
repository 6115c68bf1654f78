package gradus.optimizer;

/**
 * A rate of its own for each weight, which falls with the gradients it has seen (Duchi et al.,
 * 2011): s ← s + g², w ← w − ηg / (√s + ε).
 */
public final class AdaGrad extends SquaresRule {
  /** ε = 1e-8. */
  public AdaGrad() {
    this(1e-8);
  }

  /**
   * @param epsilon ε, above 0: keeps the first steps finite
   */
  public AdaGrad(double epsilon) {
    super(1, 1, epsilon);
  }

  @Override
  public String toString() {
    return "AdaGrad(ε " + epsilon + ")";
  }
}
