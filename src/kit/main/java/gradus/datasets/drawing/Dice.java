package gradus.datasets.drawing;

import java.util.Random;

/** The random choices of one picture, drawn from its own seed. */
public final class Dice {
  private final Random random;

  /** Picture {@code index} of the set with this seed; pictures do not depend on each other. */
  public Dice(long seed, int index) {
    this.random = new Random(scrambled(seed + 0x9E3779B97F4A7C15L * (index + 1L)));
  }

  /** Anything between the two numbers, all equally likely. */
  public double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** A normal number of mean zero. */
  public double normal(double standardDeviation) {
    return standardDeviation * random.nextGaussian();
  }

  /** A whole number from 0 up to, not including, the bound. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** True with this probability. */
  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Neighbouring seeds give neighbouring first numbers; SplitMix64's last step parts them. */
  private static long scrambled(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
