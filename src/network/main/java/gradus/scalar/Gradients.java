package gradus.scalar;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The derivatives of one value by each of those it was computed from. */
public final class Gradients {
  private final Scalar output;
  private final Map<Scalar, Double> gradients;

  private Gradients(Scalar output, Map<Scalar, Double> gradients) {
    this.output = output;
    this.gradients = Collections.unmodifiableMap(gradients);
  }

  /**
   * Backpropagation: the gradient at a gate goes back along each of its wires, times the wire's
   * slope, and gradients that arrive along several wires add up.
   *
   * @param graph each value after those that it was computed from, the output last
   */
  static Gradients of(Scalar output, List<Scalar> graph) {
    Map<Scalar, Double> gradients = new LinkedHashMap<>();
    graph.forEach(scalar -> gradients.put(scalar, 0.0));
    gradients.put(output, 1.0);
    for (Scalar scalar : graph.reversed()) {
      double upstream = gradients.getOrDefault(scalar, 0.0);
      for (Wire wire : scalar.inputs()) {
        gradients.merge(wire.from(), upstream * wire.slope(), Double::sum);
      }
    }
    return new Gradients(output, gradients);
  }

  /** Derivatives that were computed elsewhere, such as by a learner's own way back. */
  public static Gradients of(Scalar output, Map<Scalar, Double> gradients) {
    Map<Scalar, Double> inOrder = new LinkedHashMap<>();
    output.graph().forEach(scalar -> inOrder.put(scalar, gradients.getOrDefault(scalar, 0.0)));
    return new Gradients(output, inOrder);
  }

  /** The value that was differentiated. */
  public Scalar output() {
    return output;
  }

  /**
   * The derivative of the output by one of the values it was computed from.
   *
   * @throws IllegalArgumentException if it is not part of the graph
   */
  public double of(Scalar scalar) {
    Double gradient = gradients.get(scalar);
    if (gradient == null) {
      throw new IllegalArgumentException(
          "%s was computed without %s; ask for a value that is part of it, not for one made anew"
              .formatted(output, scalar));
    }
    return gradient;
  }

  /**
   * For example {@code df/dx = -4.0, df/dy = -4.0}, of all values that have a name; without {@code
   * f} if the output has none.
   */
  @Override
  public String toString() {
    return gradients.entrySet().stream()
        .filter(entry -> entry.getKey() != output && !entry.getKey().name().isEmpty())
        .map(
            entry ->
                "d%s/d%s = %s".formatted(output.name(), entry.getKey().name(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
