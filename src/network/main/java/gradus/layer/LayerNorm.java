package gradus.layer;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;

/**
 * Layer normalisation (Ba et al., 2016): each row is centred and scaled by its own statistics, x̂ =
 * (x − μ)/√(σ² + ε), then y = γ∘x̂ + β column by column.
 *
 * <p>No example looks at another, so training and evaluation are the same.
 */
public final class LayerNorm implements Layer {

  private final double epsilon;
  private final Parameter scale;
  private final Parameter shift;

  /** For this many columns, with the usual ε = 1e-5. */
  public LayerNorm(int columns, Initializer initializer) {
    this(columns, Epsilon.USUAL, initializer);
  }

  /** For this many columns; ε, 0 or more, keeps a row without variance from dividing by zero. */
  public LayerNorm(int columns, double epsilon, Initializer initializer) {
    this.epsilon = Epsilon.require(epsilon);
    scale = Parameter.undecayed(initializer.constant(Shape.of(1, columns), 1));
    shift = Parameter.undecayed(initializer.zeros(Shape.of(1, columns)));
  }

  @Override
  public Pass forward(Tensor x, Mode mode) {
    InputShape.requireColumns(this, x, scale.value().columns());
    Pass standard = standardize(x, epsilon);
    Tensor xHat = standard.output();
    return Pass.of(
        xHat.timesRow(scale.value()).plusRow(shift.value()),
        dy -> {
          shift.accumulate(dy.columnSums());
          scale.accumulate(dy.columnDots(xHat));
          return standard.backward(dy.timesRow(scale.value()));
        });
  }

  /** x̂ of each row; back, dx = (dx̂ − mean dx̂ − x̂∘mean(dx̂∘x̂)) / √(σ² + ε). */
  static Pass standardize(Tensor x, double epsilon) {
    Tensor centred = x.minusColumn(x.rowMeans());
    Tensor variance = centred.times(centred).rowMeans();
    Tensor inverse = variance.map(v -> 1 / Math.sqrt(v + epsilon));
    Tensor xHat = centred.timesColumn(inverse);
    return Pass.of(
        xHat,
        d -> {
          Tensor along = xHat.timesColumn(d.times(xHat).rowMeans());
          return d.minusColumn(d.rowMeans()).minus(along).timesColumn(inverse);
        });
  }

  @Override
  public Parameters parameters() {
    return Parameters.of("scale", scale).and("shift", shift);
  }

  /** For example {@code LayerNorm(64)}; an unusual ε is named, too. */
  @Override
  public String toString() {
    return "LayerNorm(%d%s)".formatted(scale.value().columns(), Epsilon.unlessUsual(epsilon));
  }
}
