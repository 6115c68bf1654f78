package gradus.check;

import static java.util.stream.Collectors.joining;

import gradus.layer.Layer;
import gradus.loss.Loss;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/**
 * A gradient compared with central differences in double precision, element by element and along
 * random directions.
 *
 * <p>The error is |received − expected| / max(10⁻⁸, |received| + |expected|), as in CS231n. A
 * difference of two rounded numbers is itself not exact, so the excess is also given: the error
 * beyond what rounding can cause, which is measured. The level of {@link #require} bounds the
 * excess. Where f has a kink (a ReLU at zero, a tie of two scores) no gradient is right; such
 * points are counted and left out.
 *
 * @param rows two for each tensor that was checked
 * @param properties other properties of a layer's pass
 */
public record GradientCheck(List<GradientRow> rows, List<PassProperty> properties) {
  private static final Seed SEED = new Seed(231);

  public GradientCheck {
    rows = List.copyOf(rows);
    properties = List.copyOf(properties);
  }

  /**
   * Checks a layer with respect to its input and every trainable parameter, under a random
   * weighting of its output. The layer's statistics stay as they were and its gradients are
   * cleared.
   *
   * @throws IllegalArgumentException if the input is not in double precision or has no elements
   * @throws AssertionError if the output is not a number, or differs for the same input
   */
  public static GradientCheck of(Layer layer, Tensor input) {
    requireCheckable(input);
    return of(
        new LayerCheck(layer, input, y -> y.dot(weighting(y)), GradientCheck::weighting, SEED));
  }

  private static Tensor weighting(Tensor output) {
    return Tensor.gaussian(Precision.DOUBLE, output.shape(), 1, SEED.stream("weighting"));
  }

  /**
   * Checks a layer and the loss behind it with respect to the input and every trainable parameter.
   *
   * @param labels the right class of each example, from 0
   * @throws IllegalArgumentException if the input is not in double precision or has no elements
   * @throws AssertionError if the loss is not a number, or differs for the same input
   */
  public static GradientCheck of(Layer layer, Tensor input, Loss loss, int... labels) {
    requireCheckable(input);
    return of(
        new LayerCheck(
            layer,
            input,
            y -> loss.evaluate(y, labels).loss(),
            y -> loss.evaluate(y, labels).gradient(),
            SEED));
  }

  private static GradientCheck of(LayerCheck check) {
    LayerCheck.Result result = check.run();
    return new GradientCheck(result.rows(), result.properties());
  }

  /**
   * Checks a loss with respect to the scores, N×C in double precision.
   *
   * @throws IllegalArgumentException if they are not, or the labels do not fit them
   */
  public static GradientCheck of(Loss loss, Tensor scores, int... labels) {
    requireCheckable(scores);
    return of(
        "scores",
        scores,
        loss.evaluate(scores, labels).gradient(),
        x -> loss.evaluate(x, labels).loss());
  }

  /**
   * Checks the gradient of any function of a tensor; the function may read the tensor only.
   *
   * @throws IllegalArgumentException if the tensor is not in double precision or has no elements
   * @throws AssertionError if the gradient has another shape than the tensor
   */
  public static GradientCheck of(
      String name, Tensor x, Tensor gradient, ToDoubleFunction<Tensor> function) {
    requireCheckable(x);
    return new GradientCheck(
        GradientRow.of(name, x, gradient, () -> function.applyAsDouble(x), SEED), List.of());
  }

  /** Checks the gradient of any function of an EJML matrix. */
  public static GradientCheck of(
      String name, DMatrixRMaj x, DMatrixRMaj gradient, ToDoubleFunction<DMatrixRMaj> function) {
    return of(name, Tensor.of(x), Tensor.of(gradient), unused -> function.applyAsDouble(x));
  }

  private static void requireCheckable(Tensor x) {
    if (x.size() == 0) {
      throw new IllegalArgumentException(
          "gradients are checked element by element, received %s, which has none; use at least one example"
              .formatted(x.shape()));
    }
    if (x.precision() != Precision.DOUBLE) {
      throw new IllegalArgumentException(
          "gradients are checked in DOUBLE, received %s; make the network and the data in double precision"
              .formatted(x.precision()));
    }
  }

  /** The largest relative error of all, rounding included. */
  public double error() {
    return rows.stream().mapToDouble(GradientRow::error).max().orElse(0);
  }

  /** The largest relative error beyond rounding, NaN where a gradient is not a number. */
  public double excess() {
    return rows.stream().mapToDouble(GradientRow::excess).max().orElse(0);
  }

  /** Whether {@link #require} would accept it. */
  public boolean passes(double level) {
    return faults(level).isEmpty();
  }

  /**
   * Fails with a hint where the excess is above a level.
   *
   * @throws AssertionError naming the tensor and the element that are worst
   */
  public void require(double level) {
    List<String> faults = faults(level);
    if (!faults.isEmpty()) {
      throw new AssertionError(faults.getFirst());
    }
  }

  private List<String> faults(double level) {
    return Stream.concat(
            rows.stream().flatMap(row -> row.fault(level).stream()),
            properties.stream().flatMap(property -> property.fault().stream()))
        .toList();
  }

  /** A table of what was checked. */
  @Override
  public String toString() {
    double allowance = rows.stream().mapToDouble(GradientRow::allowance).max().orElse(0);
    return GradientRow.HEADER
        + rows.stream().map(GradientRow::toString).collect(joining())
        + "excess: the error beyond rounding, which can move a slope by up to %.0e here%n"
            .formatted(allowance)
        + properties.stream().map(PassProperty::toString).collect(joining());
  }
}
