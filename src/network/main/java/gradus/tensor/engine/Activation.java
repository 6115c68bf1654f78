package gradus.tensor.engine;

/** What is done with each number at the end of a normalisation, in the same pass. */
public enum Activation {
  /** Nothing. */
  NONE,
  /** y = max(0, x). */
  RELU,
  /** y = x·Φ(x), where Φ is the distribution function of the standard normal distribution. */
  GELU
}
