package gradus.layer;

import java.util.random.RandomGenerator;

/** Whether a pass trains or evaluates: some layers differ between the two. */
public sealed interface Mode {
  /**
   * Training: batch statistics, dropout.
   *
   * @param random where the randomness of this pass comes from
   */
  record Training(RandomGenerator random) implements Mode {}

  /** Evaluation: running statistics, nothing random. */
  record Evaluation() implements Mode {}

  /** Training with this source of randomness. */
  static Mode training(RandomGenerator random) {
    return new Training(random);
  }

  /** Evaluation. */
  static Mode evaluation() {
    return new Evaluation();
  }
}
