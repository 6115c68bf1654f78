package gradus.plot;

import gradus.scalar.Gradients;
import gradus.scalar.Scalar;
import gradus.scalar.Wire;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What is drawn of one value in a graph that is not made of {@link Scalar}s, such as a learner's
 * own.
 *
 * @param label the name of an input, or what is written on the gate
 * @param gradient of the graph's output with respect to this value, 0 before going back
 * @param operands the values it was computed from; none for an input
 * @param slopes the derivative by each operand
 */
public record GraphNode<V>(
    String label, double value, double gradient, List<V> operands, List<Double> slopes) {
  public GraphNode {
    operands = List.copyOf(operands);
    if (slopes.size() != operands.size()) {
      throw new IllegalArgumentException(
          "%s = %s has %d operands and %d slopes; there must be one slope for each operand"
              .formatted(label, value, operands.size(), slopes.size()));
    }
    slopes = List.copyOf(slopes);
  }

  /** The same graph as scalars, with the gradients that the nodes have. */
  static <V> Gradients gradients(V output, Function<V, GraphNode<V>> look) {
    IdentityHashMap<V, Scalar> scalars = new IdentityHashMap<>();
    Map<Scalar, Double> gradients = new LinkedHashMap<>();
    Scalar last = scalar(output, look, scalars, gradients);
    return Gradients.of(last, gradients);
  }

  private static <V> Scalar scalar(
      V value,
      Function<V, GraphNode<V>> look,
      IdentityHashMap<V, Scalar> scalars,
      Map<Scalar, Double> gradients) {
    Scalar known = scalars.get(value);
    if (known != null) {
      return known;
    }
    GraphNode<V> node = look.apply(value);
    Wire[] wires =
        IntStream.range(0, node.slopes.size())
            .mapToObj(
                i ->
                    new Wire(
                        scalar(node.operands.get(i), look, scalars, gradients), node.slopes.get(i)))
            .toArray(Wire[]::new);
    Scalar made =
        wires.length == 0
            ? Scalar.of(node.label, node.value)
            : Scalar.gate(node.label, node.value, wires);
    scalars.put(value, made);
    gradients.put(made, node.gradient);
    return made;
  }
}
