package gradus.tensor;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * The one number from which all randomness of a run follows, through named, independent streams.
 *
 * <p>A stream depends on nothing but the seed, the name and the index: opening another one, or
 * opening them in another order, changes none of them. That is how training that was interrupted
 * goes on as if nothing had happened.
 */
public record Seed(long value) {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  /** The stream of this name, such as {@code "weights"}. */
  public RandomGenerator stream(String name) {
    return stream(name, 0);
  }

  /** The stream of this name for one epoch, step or example. */
  public RandomGenerator stream(String name, long index) {
    long state = mix(value + GOLDEN_GAMMA);
    for (int i = 0; i < name.length(); i++) {
      state = mix(state ^ name.charAt(i)) + GOLDEN_GAMMA;
    }
    return RandomGeneratorFactory.of("L64X128MixRandom")
        .create(mix(state ^ mix(index + GOLDEN_GAMMA)));
  }

  /**
   * The numbers from 0 to below count in random order, drawn from the stream of this name and index
   * (Fisher and Yates's shuffle: every order is equally likely).
   */
  public int[] permutation(int count, String name, long index) {
    RandomGenerator random = stream(name, index);
    int[] order = IntStream.range(0, count).toArray();
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  /** A seed of its own for a repetition, a fold or a member of an ensemble. */
  public Seed derive(long index) {
    return new Seed(stream("derive", index).nextLong());
  }

  /** Stafford's variant 13 of the 64-bit finaliser of MurmurHash3. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
