package gradus.scalar;

import java.util.List;

/** Scalar graphs that several tests compute or draw. */
public final class Circuits {
  private Circuits() {}

  /** w₀x₀ + w₁x₁ + w₂, with the numbers of the CS231n notes. */
  public static Scalar weightedSum() {
    Scalar first = Scalar.of("w₀", 2).times(Scalar.of("x₀", -1));
    Scalar second = Scalar.of("w₁", -3).times(Scalar.of("x₁", -2));
    return first.plus(second).plus(Scalar.of("w₂", -3));
  }

  /** 1 / (1 + exp(−(w₀x₀ + w₁x₁ + w₂))), gate by gate. */
  public static Scalar sigmoidNeuron() {
    return weightedSum().negated().exp().plus(1).reciprocal().named("f");
  }

  /** The values that come from no gate. */
  public static List<Scalar> inputs(Scalar output) {
    return output.graph().stream().filter(scalar -> scalar.gate().isEmpty()).toList();
  }

  /** The input of that name. */
  public static Scalar input(Scalar output, String name) {
    return inputs(output).stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }
}
