package gradus.check;

import static java.util.Objects.requireNonNull;

import gradus.layer.Layer;
import gradus.layer.Mode;
import gradus.layer.Parameter;
import gradus.layer.Parameters;
import gradus.layer.Pass;
import gradus.tensor.Seed;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * The gradient check of a layer under a function of its output.
 *
 * @param value the function, of the output
 * @param gradient its gradient with respect to the output
 */
record LayerCheck(
    Layer layer,
    Tensor input,
    ToDoubleFunction<Tensor> value,
    UnaryOperator<Tensor> gradient,
    Seed seed) {
  private static final String INPUT = "input";

  /** The comparisons of the gradients, and other properties of the pass. */
  record Result(List<GradientRow> rows, List<PassProperty> properties) {}

  /** A tensor and the gradient with respect to it. */
  private record Named(String name, Tensor of, Tensor gradient) {}

  Result run() {
    Map<Parameter, Tensor> statistics = statistics();
    try {
      Tensor before = input.copy();
      Pass pass = forward();
      Tensor dy = gradient.apply(pass.output());
      List<Named> gradients = backward(pass, dy);
      List<PassProperty> properties =
          List.of(
              PassProperty.same(
                  "the input stays as it was",
                  INPUT,
                  input,
                  before,
                  "Work on a copy: whoever made the input still needs it."),
              same(
                  "zero in gives zero out",
                  backward(pass, dy.times(0)),
                  gradients.stream().map(named -> named.gradient().map(x -> 0)).toList(),
                  "Every term of a gradient has a factor of the gradient that came in."),
              same(
                  "the same pass twice gives the same gradient",
                  backward(pass, dy),
                  gradients.stream().map(Named::gradient).toList(),
                  "Going back must not change what forward left for it."));
      // A layer that changes its input leaves no fixed point at which to take a slope.
      boolean sameInput = properties.getFirst().holds();
      return new Result(sameInput ? compare(gradients) : List.of(), properties);
    } finally {
      statistics.forEach((parameter, value) -> parameter.value().assign(value));
      layer.parameters().clearGradients();
    }
  }

  private Pass forward() {
    return requireNonNull(
        layer.forward(input, Mode.training(seed.stream("mode"))),
        "forward returned null; it returns a Pass with the output and the way back");
  }

  private Map<Parameter, Tensor> statistics() {
    Map<Parameter, Tensor> statistics = new LinkedHashMap<>();
    for (var entry : layer.parameters()) {
      if (!entry.getValue().trainable()) {
        statistics.put(entry.getValue(), entry.getValue().value().copy());
      }
    }
    return statistics;
  }

  /** The gradients of the input and of every trainable parameter. */
  private List<Named> backward(Pass pass, Tensor dy) {
    Parameters parameters = layer.parameters().trainable();
    parameters.clearGradients();
    List<Named> gradients = new ArrayList<>();
    Tensor dx =
        requireNonNull(
            pass.backward(dy),
            "backward returned null; it returns the gradient with respect to the input");
    gradients.add(new Named(INPUT, input, dx.copy()));
    for (var entry : parameters) {
      Parameter parameter = entry.getValue();
      gradients.add(new Named(entry.getKey(), parameter.value(), parameter.gradient().copy()));
    }
    return gradients;
  }

  private static PassProperty same(
      String name, List<Named> received, List<Tensor> expected, String hint) {
    for (int i = 0; i < received.size(); i++) {
      Named one = received.get(i);
      PassProperty property =
          PassProperty.same(
              name, "the gradient of " + one.name(), one.gradient(), expected.get(i), hint);
      if (!property.holds()) {
        return property;
      }
    }
    return new PassProperty(name, Optional.empty());
  }

  private List<GradientRow> compare(List<Named> gradients) {
    DoubleSupplier function = () -> value.applyAsDouble(forward().output());
    return gradients.stream()
        .flatMap(
            named ->
                GradientRow.of(named.name(), named.of(), named.gradient(), function, seed).stream())
        .toList();
  }
}
