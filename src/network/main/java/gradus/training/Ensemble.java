package gradus.training;

import gradus.layer.Average;
import gradus.layer.Layer;
import gradus.tensor.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * Networks that are trained apart and answer together by the mean of their scores.
 *
 * <p>Each errs in its own way and the mean errs less. That is not what happens when an {@link
 * Average} is trained as one network: then the members share one gradient, correct each other's
 * errors and depend on each other.
 */
public final class Ensemble {
  private Ensemble() {}

  /** Makes a network and trains it. */
  @FunctionalInterface
  public interface Member {
    /** A trained network; all chance, from its first weights on, comes from the seed. */
    Layer train(Seed seed) throws InterruptedException;
  }

  /**
   * Trains so many members one after the other, each from a seed of its own.
   *
   * @throws InterruptedException if the thread was interrupted; the members so far are lost
   * @throws IllegalArgumentException if there is to be no member
   */
  public static Average train(int members, Seed seed, Member member) throws InterruptedException {
    List<Layer> trained = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      trained.add(member.train(seed.derive(i)));
    }
    return new Average(trained);
  }
}
