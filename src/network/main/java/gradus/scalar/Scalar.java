package gradus.scalar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A number that remembers how it was computed: a value, and the wires from its operands.
 *
 * <pre>{@code
 * Scalar x = Scalar.of("x", -2), y = Scalar.of("y", 5), z = Scalar.of("z", -4);
 * Scalar f = x.plus(y).times(z).named("f");
 * Gradients gradients = f.backward();
 * gradients.of(x);   // -4
 * }</pre>
 *
 * <p>Nothing in it changes: other numbers need a new graph.
 */
public final class Scalar {
  private final String name;
  private final String gate;
  private final double value;
  private final List<Wire> inputs;
  private final int depth;

  private Scalar(String name, String gate, double value, List<Wire> inputs) {
    this.name = name;
    this.gate = gate;
    this.value = value;
    this.inputs = inputs;
    this.depth = 1 + inputs.stream().mapToInt(wire -> wire.from().depth).max().orElse(-1);
  }

  /** An input of a graph. */
  public static Scalar of(String name, double value) {
    return new Scalar(name, "", value, List.of());
  }

  /**
   * The output of a gate, which may be one of your own:
   *
   * <pre>{@code
   * Scalar.gate("sin", Math.sin(x.value()), new Wire(x, Math.cos(x.value())))
   * }</pre>
   *
   * @param gate what is written on it
   * @param value its output
   * @param inputs one wire for each operand, with the derivative of the output by that operand
   */
  public static Scalar gate(String gate, double value, Wire... inputs) {
    if (inputs.length == 0) {
      throw new IllegalArgumentException(
          "the gate " + gate + " received no wire; a value from nowhere is Scalar.of(name, value)");
    }
    return new Scalar("", gate, value, List.of(inputs));
  }

  /** The same, under a name. */
  public Scalar named(String newName) {
    return new Scalar(newName, gate, value, inputs);
  }

  /** The number itself. */
  public double value() {
    return value;
  }

  /** Its name; empty if it has none. */
  public String name() {
    return name;
  }

  /** What is written on the gate it comes from; empty for an input. */
  public String gate() {
    return gate;
  }

  /** What it was computed from, in the order of the operands; empty for an input. */
  public List<Wire> inputs() {
    return inputs;
  }

  /** The number of gates on the longest path from an input to here. */
  public int depth() {
    return depth;
  }

  /**
   * Everything this was computed from, and this: each value after those that it was computed from.
   */
  public List<Scalar> graph() {
    Set<Scalar> found = new LinkedHashSet<>();
    var open = new ArrayDeque<>(List.of(this));
    while (!open.isEmpty()) {
      Scalar next = open.pop();
      if (found.add(next)) {
        next.inputs.reversed().forEach(wire -> open.push(wire.from()));
      }
    }
    List<Scalar> values = new ArrayList<>(found);
    values.sort(Comparator.comparingInt(Scalar::depth));
    return List.copyOf(values);
  }

  /** The derivatives of this by everything it was computed from. */
  public Gradients backward() {
    return Gradients.of(this, graph());
  }

  /** a + b: passes a gradient on to both. */
  public Scalar plus(Scalar b) {
    return gate("+", value + b.value, new Wire(this, 1), new Wire(b, 1));
  }

  /** a + c with a constant. */
  public Scalar plus(double c) {
    return gate(c < 0 ? "−" + Label.of(-c) : "+" + Label.of(c), value + c, new Wire(this, 1));
  }

  /** a − b. */
  public Scalar minus(Scalar b) {
    return gate("−", value - b.value, new Wire(this, 1), new Wire(b, -1));
  }

  /** a·b: each operand is the other's slope. */
  public Scalar times(Scalar b) {
    return gate("×", value * b.value, new Wire(this, b.value), new Wire(b, value));
  }

  /** c·a with a constant. */
  public Scalar times(double c) {
    return gate("×" + Label.of(c), c * value, new Wire(this, c));
  }

  /** −a. */
  public Scalar negated() {
    return times(-1);
  }

  /** a / b. */
  public Scalar dividedBy(Scalar b) {
    double slope = -value / (b.value * b.value);
    return gate("÷", value / b.value, new Wire(this, 1 / b.value), new Wire(b, slope));
  }

  /** 1 / a. */
  public Scalar reciprocal() {
    return gate("1/x", 1 / value, new Wire(this, -1 / (value * value)));
  }

  /** aⁿ. */
  public Scalar power(double n) {
    double slope = n == 0 ? 0 : n * Math.pow(value, n - 1);
    return gate("x" + Label.raised(n), Math.pow(value, n), new Wire(this, slope));
  }

  /** eᵃ. */
  public Scalar exp() {
    double y = Math.exp(value);
    return gate("exp", y, new Wire(this, y));
  }

  /** The natural logarithm. */
  public Scalar log() {
    return gate("log", Math.log(value), new Wire(this, 1 / value));
  }

  /** The larger one, which alone receives the gradient; the first of two equal ones. */
  public Scalar max(Scalar b) {
    int first = value >= b.value ? 1 : 0;
    return gate("max", Math.max(value, b.value), new Wire(this, first), new Wire(b, 1 - first));
  }

  /** max(0, a), of slope 0 at 0. */
  public Scalar relu() {
    return gate("ReLU", Math.max(0, value), new Wire(this, value > 0 ? 1 : 0));
  }

  /** The logistic function σ(a) = 1 / (1 + e⁻ᵃ), whose slope is σ(1 − σ). */
  public Scalar sigmoid() {
    double y = 1 / (1 + Math.exp(-value));
    return gate("σ", y, new Wire(this, y * (1 - y)));
  }

  /** The hyperbolic tangent, whose slope is 1 − tanh². */
  public Scalar tanh() {
    double y = Math.tanh(value);
    return gate("tanh", y, new Wire(this, 1 - y * y));
  }

  /** For example {@code f = -12.0}, or {@code × = -12.0} for a gate without a name. */
  @Override
  public String toString() {
    return (name.isEmpty() ? gate : name) + " = " + value;
  }
}
