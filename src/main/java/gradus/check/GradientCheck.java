package gradus.check;

import gradus.layer.Layer;
import gradus.layer.Mode;
import gradus.layer.Parameter;
import gradus.layer.Pass;
import gradus.loss.Loss;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;

/**
 * A gradient compared with central differences, element by element, in double precision.
 *
 * <p>The slope of f at x is taken as (f(x + h) − f(x − h)) / 2h. Where the slopes to the left and
 * to the right differ, f has a kink there (a ReLU at zero, a tie of two scores) and no gradient is
 * right; such elements are counted and left out. The error is |received − expected| / max(10⁻⁸,
 * |received| + |expected|), as in CS231n.
 *
 * @param rows one for each tensor that was checked
 */
public record GradientCheck(List<Row> rows) {
  private static final double STEP = 1e-5;
  private static final double SMALLEST = 1e-8;

  /** Rounding alone moves a slope by about 10⁻¹⁶/h of the function's value. */
  private static final double ROUNDING = 1e-10;

  private static final double KINK = 1e-2;
  private static final double SMALLEST_KINK = 1e-4;
  private static final int MOST_ELEMENTS = 200;

  /**
   * What was found for one tensor.
   *
   * @param name of the tensor
   * @param error the largest relative error off the kinks
   * @param index where it stands, counted row by row
   * @param received there
   * @param expected there
   * @param checked how many elements were compared
   * @param kinks how many elements were left out
   */
  public record Row(
      String name,
      double error,
      int index,
      double received,
      double expected,
      int checked,
      int kinks) {}

  public GradientCheck {
    rows = List.copyOf(rows);
  }

  /**
   * Checks a layer with respect to its input and every trainable parameter, under a random
   * weighting of its output.
   */
  public static GradientCheck of(Layer layer, Tensor input) {
    Seed seed = new Seed(231);
    Mode mode = Mode.training(seed.stream("mode"));
    Pass pass = layer.forward(input, mode);
    Tensor weights =
        Tensor.gaussian(Precision.DOUBLE, pass.output().shape(), 1, seed.stream("weighting"));
    DoubleSupplier value =
        () -> layer.forward(input, Mode.training(seed.stream("mode"))).output().dot(weights);
    return check(layer, input, value, () -> pass.backward(weights));
  }

  /**
   * Checks a layer and the loss behind it with respect to the input and every trainable parameter.
   */
  public static GradientCheck of(Layer layer, Tensor input, Loss loss, int... labels) {
    Seed seed = new Seed(231);
    Pass pass = layer.forward(input, Mode.training(seed.stream("mode")));
    DoubleSupplier value =
        () ->
            loss.grade(layer.forward(input, Mode.training(seed.stream("mode"))).output(), labels)
                .loss();
    return check(
        layer, input, value, () -> pass.backward(loss.grade(pass.output(), labels).gradient()));
  }

  /** Checks a loss with respect to the scores. */
  public static GradientCheck of(Loss loss, Tensor scores, int... labels) {
    return of(
        "scores", scores, loss.grade(scores, labels).gradient(), x -> loss.grade(x, labels).loss());
  }

  /** Checks the gradient of any function of a tensor; the function may read the tensor only. */
  public static GradientCheck of(
      String name, Tensor x, Tensor gradient, ToDoubleFunction<Tensor> function) {
    requireDouble(x);
    return new GradientCheck(List.of(compare(name, x, gradient, () -> function.applyAsDouble(x))));
  }

  /** Checks the gradient of any function of an EJML matrix. */
  public static GradientCheck of(
      String name, DMatrixRMaj x, DMatrixRMaj gradient, ToDoubleFunction<DMatrixRMaj> function) {
    return of(name, Tensor.of(x), Tensor.of(gradient), unused -> function.applyAsDouble(x));
  }

  private static GradientCheck check(
      Layer layer,
      Tensor input,
      DoubleSupplier value,
      java.util.function.Supplier<Tensor> backward) {
    requireDouble(input);
    layer.parameters().clearGradients();
    Tensor inputGradient = backward.get();
    List<Row> rows = new ArrayList<>();
    rows.add(compare("input", input, inputGradient, value));
    for (Map.Entry<String, Parameter> entry : layer.parameters().trainable()) {
      Parameter parameter = entry.getValue();
      rows.add(compare(entry.getKey(), parameter.value(), parameter.gradient(), value));
    }
    return new GradientCheck(rows);
  }

  private static void requireDouble(Tensor x) {
    if (x.precision() != Precision.DOUBLE) {
      throw new IllegalArgumentException(
          "gradients are checked in DOUBLE, received %s; make the network and the data in double precision"
              .formatted(x.precision()));
    }
  }

  /** Compares at most {@link #MOST_ELEMENTS} elements, evenly spread over the tensor. */
  private static Row compare(String name, Tensor x, Tensor gradient, DoubleSupplier function) {
    if (!gradient.shape().equals(x.shape())) {
      throw new AssertionError(
          "the gradient of %s has shape %s, expected %s; did you forget a transpose or a sum?"
              .formatted(name, gradient.shape(), x.shape()));
    }
    double center = function.getAsDouble();
    int stride = Math.max(1, x.size() / MOST_ELEMENTS);
    Row worst = new Row(name, 0, 0, x.size() == 0 ? 0 : gradient.get(0), Double.NaN, 0, 0);
    int kinks = 0;
    int checked = 0;
    for (int i = 0; i < x.size(); i += stride) {
      double[] slopes = slopes(x, i, function, center);
      double expected = (slopes[0] + slopes[1]) / 2;
      if (Math.abs(slopes[0] - slopes[1]) > Math.max(SMALLEST_KINK, KINK * Math.abs(expected))) {
        kinks++;
        continue;
      }
      checked++;
      double error = error(gradient.get(i), expected, center);
      if (error >= worst.error()) {
        worst = new Row(name, error, i, gradient.get(i), expected, 0, 0);
      }
    }
    return new Row(
        name, worst.error(), worst.index(), worst.received(), worst.expected(), checked, kinks);
  }

  /** The slopes to the left and to the right of one element. */
  private static double[] slopes(Tensor x, int index, DoubleSupplier function, double center) {
    double kept = x.get(index);
    x.set(index, kept + STEP);
    double right = function.getAsDouble();
    x.set(index, kept - STEP);
    double left = function.getAsDouble();
    x.set(index, kept);
    return new double[] {(center - left) / STEP, (right - center) / STEP};
  }

  private static double error(double received, double expected, double center) {
    double difference = Math.abs(received - expected);
    return difference <= ROUNDING * Math.max(1, Math.abs(center))
        ? 0
        : difference / Math.max(SMALLEST, Math.abs(received) + Math.abs(expected));
  }

  /** The largest relative error of all. */
  public double error() {
    return rows.stream().mapToDouble(Row::error).max().orElse(0);
  }

  /**
   * Ends a check cell with a hint where the error is above a level.
   *
   * @throws AssertionError naming the tensor and the element that are worst
   */
  public void require(double level) {
    for (Row row : rows) {
      if (!(row.error() <= level)) {
        throw new AssertionError(
            "the gradient of %s is off by %.1e (allowed %.0e); worst at element %d: received %.6g, expected %.6g. %s"
                .formatted(
                    row.name(),
                    row.error(),
                    level,
                    row.index(),
                    row.received(),
                    row.expected(),
                    hint(row)));
      }
    }
  }

  private static String hint(Row row) {
    double ratio = row.received() / row.expected();
    if (Math.abs(ratio + 1) < 1e-3) {
      return "The sign is flipped.";
    }
    return Math.abs(ratio) > 1e-3 && Math.abs(ratio - Math.rint(ratio)) < 1e-4
        ? "It is %.0f times too large; did you forget to divide?".formatted(ratio)
        : "Write the formula for this one element and compare.";
  }

  /** A table of what was checked. */
  @Override
  public String toString() {
    StringBuilder table =
        new StringBuilder(
            "%-18s %10s %8s %14s %14s %8s %6s%n"
                .formatted(
                    "gradient of",
                    "error",
                    "worst at",
                    "received",
                    "expected",
                    "checked",
                    "kinks"));
    for (Row row : rows) {
      table.append(
          "%-18s %10.1e %8d %14.6g %14.6g %8d %6d%n"
              .formatted(
                  row.name(),
                  row.error(),
                  row.index(),
                  row.received(),
                  row.expected(),
                  row.checked(),
                  row.kinks()));
    }
    return table.toString();
  }
}
