package gradus.optimizer;

import gradus.layer.Parameter;
import gradus.layer.Parameters;
import gradus.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;

/** One tensor that a rule keeps for each parameter, such as its velocity; zeros at first. */
final class OptimizerState {
  private final String name;
  private final Map<Parameter, Parameter> kept = new HashMap<>();

  OptimizerState(String name) {
    this.name = name;
  }

  /** The tensor kept for a parameter, not a copy. */
  Tensor of(Parameter parameter) {
    return kept(parameter).value();
  }

  /** The tensors kept for these parameters, under names such as {@code 0.weight.velocity}. */
  Parameters of(Parameters parameters) {
    Parameters all = Parameters.none();
    for (var entry : parameters.trainable()) {
      all = all.and(entry.getKey() + "." + name, kept(entry.getValue()));
    }
    return all;
  }

  private Parameter kept(Parameter parameter) {
    Tensor value = parameter.value();
    return kept.computeIfAbsent(
        parameter, key -> Parameter.buffer(Tensor.zeros(value.precision(), value.shape())));
  }
}
