package gradus.layer;

import gradus.tensor.Tensor;

/**
 * Inverted dropout (Srivastava et al., 2014): in training each number is set to zero at random, and
 * the others are divided by the probability of being kept, so that the mean stays the same and
 * evaluation changes nothing.
 *
 * <p>Papers and PyTorch give the probability of zeroing, CS231n's code that of keeping; here the
 * name of the factory says which.
 */
public final class Dropout implements Layer {
  private final double keep;

  private Dropout(double keep) {
    this.keep = keep;
  }

  /** Each number is zeroed with this probability, from 0 to below 1. */
  public static Dropout zeroing(double probability) {
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "dropout zeroes with a probability from 0 to below 1, got " + probability);
    }
    return new Dropout(1 - probability);
  }

  /** Each number is kept with this probability, from above 0 to 1. */
  public static Dropout keeping(double probability) {
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "dropout keeps with a probability above 0 and up to 1, got " + probability);
    }
    return new Dropout(probability);
  }

  @Override
  public Pass forward(Tensor x, Mode mode) {
    return switch (mode) {
      case Mode.Evaluation() -> Pass.unchanged(x);
      case Mode.Training(var random) -> {
        Tensor mask =
            Tensor.random(
                x.precision(), x.shape(), () -> random.nextDouble() < keep ? 1 / keep : 0);
        yield Pass.of(x.times(mask), dy -> dy.times(mask));
      }
    };
  }

  /** For example {@code Dropout(zeroing 0.500)}. */
  @Override
  public String toString() {
    return "Dropout(zeroing %.3g)".formatted(1 - keep);
  }
}
