package gradus.layer;

import static java.util.stream.Collectors.joining;

import gradus.tensor.Tensor;
import java.util.List;

/**
 * The mean of what several members make of the same input: an ensemble.
 *
 * <p>Trained as one, the members share the gradient and learn jointly; averaging networks that were
 * trained apart gives the ensemble of the textbooks.
 */
public final class Average implements Layer {
  private final List<Layer> members;

  /** At least one member; all must make the same shape of the same input. */
  public Average(Layer... members) {
    this(List.of(members));
  }

  /** At least one member; all must make the same shape of the same input. */
  public Average(List<Layer> members) {
    if (members.isEmpty()) {
      throw new IllegalArgumentException("an average needs at least one member, got none");
    }
    this.members = List.copyOf(members);
  }

  /** What is averaged. */
  public List<Layer> members() {
    return members;
  }

  @Override
  public Pass forward(Tensor x, Mode mode) {
    List<Pass> passes = members.stream().map(member -> member.forward(x, mode)).toList();
    passes.forEach(pass -> requireEqual(x, passes.getFirst().output(), pass.output()));
    double share = 1.0 / members.size();
    Tensor mean = passes.stream().map(Pass::output).reduce(Tensor::plus).orElseThrow().times(share);
    return new Pass(
        mean,
        dy -> {
          Tensor each = dy.times(share);
          return passes.stream()
              .map(pass -> pass.backward(each))
              .reduce(Tensor::plus)
              .orElseThrow();
        });
  }

  private static void requireEqual(Tensor x, Tensor first, Tensor other) {
    if (!first.shape().equals(other.shape())) {
      throw new IllegalArgumentException(
          "Average received %s, of which one member made %s and another %s; they must be equal: let all members end in the same shape"
              .formatted(x.shape(), first.shape(), other.shape()));
    }
  }

  @Override
  public Parameters parameters() {
    Parameters all = Parameters.none();
    for (int i = 0; i < members.size(); i++) {
      all = all.andPart(Integer.toString(i), members.get(i).parameters());
    }
    return all;
  }

  @Override
  public String toString() {
    return members.stream().map(Object::toString).collect(joining(", ", "Average(", ")"));
  }
}
