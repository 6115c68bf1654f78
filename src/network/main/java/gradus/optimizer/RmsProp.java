package gradus.optimizer;

/**
 * AdaGrad with a moving average of the squares (Tieleman and Hinton, 2012): s ← ρs + (1 − ρ)g², w ←
 * w − ηg / (√s + ε).
 */
public final class RmsProp extends SquaresRule {
  private final double decay;

  /** ρ = 0.99 and ε = 1e-8. */
  public RmsProp() {
    this(0.99, 1e-8);
  }

  /**
   * @param decay ρ, from 0 to below 1: the share of the past that is kept
   * @param epsilon ε, above 0
   */
  public RmsProp(double decay, double epsilon) {
    super(Bounds.requireFraction("decay", decay), 1 - decay, epsilon);
    this.decay = decay;
  }

  @Override
  public String toString() {
    return "RmsProp(" + decay + ", ε " + epsilon + ")";
  }
}
