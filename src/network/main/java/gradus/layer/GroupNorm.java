package gradus.layer;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;

/**
 * Group normalisation (Wu and He, 2018): in each image neighbouring channels form groups, each
 * group is centred and scaled by its own statistics over all pixels, then y = γ∘x̂ + β channel by
 * channel.
 *
 * <p>It does not depend on the size of the batch. One group is layer normalisation over the whole
 * image, as many groups as channels is instance normalisation.
 */
public final class GroupNorm implements Layer {

  private final int groups;
  private final double epsilon;
  private final Parameter scale;
  private final Parameter shift;

  /** The channels in this number of groups of equal size, with the usual ε = 1e-5. */
  public GroupNorm(int groups, int channels, Initializer initializer) {
    this(groups, channels, Epsilon.USUAL, initializer);
  }

  /**
   * The channels in this number of groups of equal size; ε, 0 or more, keeps a group without
   * variance from dividing by zero.
   *
   * @throws IllegalArgumentException if the channels do not divide into the groups
   */
  public GroupNorm(int groups, int channels, double epsilon, Initializer initializer) {
    if (groups < 1 || channels % groups != 0) {
      throw new IllegalArgumentException(
          "%d channels do not divide into %d groups; choose a divisor".formatted(channels, groups));
    }
    this.groups = groups;
    this.epsilon = Epsilon.require(epsilon);
    scale = Parameter.undecayed(initializer.constant(Shape.of(1, channels), 1));
    shift = Parameter.undecayed(initializer.zeros(Shape.of(1, channels)));
  }

  @Override
  public Pass forward(Tensor x, Mode mode) {
    InputShape.requireImages(this, x, scale.value().columns());
    Pass standard = LayerNorm.standardize(gather(x), epsilon);
    Tensor xHat = scatter(standard.output(), x.shape());
    return Pass.of(
        xHat.timesRow(scale.value()).plusRow(shift.value()),
        dy -> {
          shift.accumulate(dy.columnSums());
          scale.accumulate(dy.columnDots(xHat));
          Tensor dxHat = gather(dy.timesRow(scale.value()));
          return scatter(standard.backward(dxHat), x.shape());
        });
  }

  /** One row for each group of each image: N×H×W×C → (N·groups)×(H·W·C/groups). */
  private Tensor gather(Tensor x) {
    int n = x.shape().dimension(0);
    int pixels = x.shape().dimension(1) * x.shape().dimension(2);
    int width = x.columns() / groups;
    return x.reshape(n, pixels, groups, width)
        .permute(0, 2, 1, 3)
        .reshape(n * groups, pixels * width);
  }

  private Tensor scatter(Tensor rows, Shape images) {
    int n = images.dimension(0);
    int pixels = images.dimension(1) * images.dimension(2);
    int width = images.columns() / groups;
    return rows.reshape(n, groups, pixels, width).permute(0, 2, 1, 3).reshape(images);
  }

  @Override
  public Parameters parameters() {
    return Parameters.of("scale", scale).and("shift", shift);
  }

  /** For example {@code GroupNorm(8 groups of 64)}; an unusual ε is named, too. */
  @Override
  public String toString() {
    return "GroupNorm(%d groups of %d%s)"
        .formatted(groups, scale.value().columns(), Epsilon.unlessUsual(epsilon));
  }
}
