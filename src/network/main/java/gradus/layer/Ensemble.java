package gradus.layer;

import static java.util.stream.Collectors.joining;

import gradus.tensor.Seed;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Networks that answer together by the mean of their scores.
 *
 * <p>Members that were trained apart, as {@link #train} does, make independent errors, and the mean
 * makes fewer. An ensemble is a layer and can also be trained as one network; then all members get
 * the same gradient, correct each other's errors and come to depend on each other.
 */
public final class Ensemble implements Composite {
  private final List<Layer> members;

  /** At least one member; all must return the same shape for the same input. */
  public Ensemble(Layer... members) {
    this(List.of(members));
  }

  /** At least one member; all must return the same shape for the same input. */
  public Ensemble(List<? extends Layer> members) {
    if (members.isEmpty()) {
      throw new IllegalArgumentException("an ensemble needs at least one member, got none");
    }
    this.members = List.copyOf(members);
  }

  /** Makes a network and trains it. */
  @FunctionalInterface
  public interface Member {
    /** A trained network; all randomness, from its first weights on, comes from the seed. */
    Layer train(Seed seed) throws InterruptedException;
  }

  /**
   * Trains the members one after the other, each from a seed of its own.
   *
   * @throws InterruptedException if the thread was interrupted; the members so far are lost
   * @throws IllegalArgumentException if the number of members is below 1
   */
  public static Ensemble train(int members, Seed seed, Member member) throws InterruptedException {
    List<Layer> trained = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      trained.add(member.train(seed.derive(i)));
    }
    return new Ensemble(trained);
  }

  /** The networks, for example to compare each with their mean. */
  public List<Layer> members() {
    return members;
  }

  @Override
  public List<Layer> parts() {
    return members;
  }

  @Override
  public boolean inParallel() {
    return true;
  }

  @Override
  public Pass forward(Tensor x, Mode mode) {
    List<Pass> passes = members.stream().map(member -> member.forward(x, mode)).toList();
    passes.forEach(pass -> requireEqual(x, passes.getFirst().output(), pass.output()));
    double share = 1.0 / members.size();
    return Pass.of(
        sum(passes.stream().map(Pass::output).toList()).times(share),
        dy -> {
          Tensor each = dy.times(share);
          return sum(passes.stream().map(pass -> pass.backward(each)).toList());
        });
  }

  private static Tensor sum(List<Tensor> tensors) {
    return tensors.stream().reduce(Tensor::plus).orElseThrow();
  }

  private static void requireEqual(Tensor x, Tensor first, Tensor other) {
    if (!first.shape().equals(other.shape())) {
      throw new IllegalArgumentException(
          "Ensemble received %s, for which one member returned %s and another %s; they must be equal: let all members end in the same shape"
              .formatted(x.shape(), first.shape(), other.shape()));
    }
  }

  @Override
  public String toString() {
    return members.stream().map(Object::toString).collect(joining(", ", "Ensemble(", ")"));
  }
}
