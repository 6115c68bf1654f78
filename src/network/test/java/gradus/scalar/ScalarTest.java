package gradus.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ScalarTest {
  private static final double EXACT = 1e-15;

  /** A gate with something before and behind it, so that it takes part in a chain. */
  private static Scalar chain(UnaryOperator<Scalar> gate, double x) {
    return gate.apply(Scalar.of("x", x).times(1.3)).times(0.7);
  }

  @Test
  void theCircuitOfThreeNumbersHasTheGradientsOfItsTextbook() {
    Scalar x = Scalar.of("x", -2);
    Scalar y = Scalar.of("y", 5);
    Scalar z = Scalar.of("z", -4);
    Scalar f = x.plus(y).times(z).named("f");
    Gradients gradients = f.backward();
    assertEquals(-12, f.value());
    assertEquals(-4, gradients.of(x));
    assertEquals(-4, gradients.of(y));
    assertEquals(3, gradients.of(z));
    assertEquals("df/dx = -4.0, df/dy = -4.0, df/dz = 3.0", gradients.toString());
  }

  /** The case {@code sigmoid_neuron_circuit} of the course's reference; report R2, equation 10. */
  @Test
  void theSigmoidNeuronHasItsPublishedGradients() {
    Scalar f = Circuits.sigmoidNeuron();
    Gradients gradients = f.backward();
    Map<String, Double> expected = new LinkedHashMap<>();
    expected.put("w₀", -0.19661193324148185);
    expected.put("w₁", -0.3932238664829637);
    expected.put("w₂", 0.19661193324148185);
    expected.put("x₀", 0.3932238664829637);
    expected.put("x₁", -0.5898357997244456);
    assertEquals(0.7310585786300049, f.value(), EXACT);
    for (Scalar input : Circuits.inputs(f)) {
      assertEquals(expected.remove(input.name()), gradients.of(input), EXACT, input.name());
    }
    assertEquals(Map.of(), expected);
  }

  @Test
  void theSigmoidAsOneGateEqualsItsParts() {
    Scalar whole = Circuits.weightedSum().sigmoid();
    Scalar parts = Circuits.sigmoidNeuron();
    List<Scalar> left = Circuits.inputs(whole);
    List<Scalar> right = Circuits.inputs(parts);
    assertEquals(parts.value(), whole.value(), EXACT);
    for (int i = 0; i < left.size(); i++) {
      assertEquals(parts.backward().of(right.get(i)), whole.backward().of(left.get(i)), EXACT);
    }
  }

  @Test
  void everyGateAgreesWithCentralDifferences() {
    Scalar c = Scalar.of("c", 0.8);
    Map<String, UnaryOperator<Scalar>> gates = new LinkedHashMap<>();
    gates.put("plus", a -> a.plus(c));
    gates.put("plus itself", a -> a.plus(a));
    gates.put("plus a constant", a -> a.plus(-2.5));
    gates.put("minus", a -> a.minus(c));
    gates.put("subtracted", c::minus);
    gates.put("times", a -> a.times(c));
    gates.put("times itself", a -> a.times(a));
    gates.put("negated", Scalar::negated);
    gates.put("divided", a -> a.dividedBy(c));
    gates.put("divisor", c::dividedBy);
    gates.put("reciprocal", Scalar::reciprocal);
    gates.put("power", a -> a.power(2.5));
    gates.put("exp", Scalar::exp);
    gates.put("log", Scalar::log);
    gates.put("max, larger", a -> a.max(Scalar.of("small", -9)));
    gates.put("max, smaller", a -> a.max(Scalar.of("large", 9)));
    gates.put("relu", Scalar::relu);
    gates.put("relu, closed", a -> a.negated().relu());
    gates.put("sigmoid", Scalar::sigmoid);
    gates.put("tanh", Scalar::tanh);
    gates.forEach(
        (name, gate) -> {
          for (double x : new double[] {0.3, 0.9, 1.7}) {
            Scalar y = chain(gate, x);
            double slope = (chain(gate, x + 1e-5).value() - chain(gate, x - 1e-5).value()) / 2e-5;
            Scalar input = Circuits.input(y, "x");
            assertEquals(slope, y.backward().of(input), 1e-8 * Math.max(1, Math.abs(slope)), name);
          }
        });
  }

  @Test
  void gradientsThatArriveOnSeveralWaysAddUp() {
    Scalar x = Scalar.of("x", 3);
    Scalar y = x.times(x).plus(x).plus(x.times(5));
    assertEquals(2 * 3 + 1 + 5, y.backward().of(x));
  }

  @Test
  void goingBackTwiceGivesTheSame() {
    Scalar f = Circuits.sigmoidNeuron();
    assertEquals(f.backward().toString(), f.backward().toString());
  }

  @Test
  void aMaximumOfEqualsSendsAllToTheFirstAndAClosedReluNothing() {
    Scalar a = Scalar.of("a", 2);
    Scalar b = Scalar.of("b", 2);
    Gradients gradients = a.max(b).backward();
    assertEquals(1, gradients.of(a));
    assertEquals(0, gradients.of(b));
    Scalar zero = Scalar.of("zero", 0);
    assertEquals(0, zero.relu().backward().of(zero));
  }

  @Test
  void aGateOfOnesOwnTakesPart() {
    Scalar x = Scalar.of("x", 0.5);
    Scalar y = Scalar.gate("sin", Math.sin(0.5), new Wire(x, Math.cos(0.5))).times(2);
    assertEquals(2 * Math.cos(0.5), y.backward().of(x), EXACT);
  }

  @Test
  void aGateWithoutWiresIsRefused() {
    var thrown = assertThrows(IllegalArgumentException.class, () -> Scalar.gate("sin", 0.5));
    assertEquals(
        "the gate sin received no wire; a value from nowhere is Scalar.of(name, value)",
        thrown.getMessage());
  }

  @Test
  void aStrangerHasNoGradient() {
    Scalar f = Scalar.of("x", 3).times(2).named("f");
    var thrown =
        assertThrows(IllegalArgumentException.class, () -> f.backward().of(Scalar.of("x", 3)));
    assertEquals(
        "f = 6.0 was computed without x = 3.0; ask for a value that is part of it, not for one made"
            + " anew",
        thrown.getMessage());
  }

  @Test
  void aGraphOfAHundredThousandGatesNeedsNoDeepStack() {
    Scalar x = Scalar.of("x", 0);
    Scalar y = x;
    for (int i = 0; i < 100_000; i++) {
      y = y.plus(x);
    }
    assertEquals(100_001, y.backward().of(x));
  }

  @Test
  void constantsAreWrittenOnTheirGates() {
    Scalar x = Scalar.of("x", 3);
    assertEquals("+1", x.plus(1).gate());
    assertEquals("−0.5", x.plus(-0.5).gate());
    assertEquals("×−1", x.negated().gate());
    assertEquals("x²", x.power(2).gate());
    assertEquals("x⁻⁰·⁵", x.power(-0.5).gate());
  }

  @Test
  void descentAlongTheGradientsOfANewGraphAtEachStepFindsTheMinimum() {
    double w = 4;
    for (int step = 0; step < 100; step++) {
      Scalar x = Scalar.of("x", w);
      w -= 0.1 * x.plus(-1.5).power(2).backward().of(x);
    }
    assertEquals(1.5, w, 1e-8);
  }

  @Test
  void theZerothPowerIsFlatEverywhere() {
    Scalar zero = Scalar.of("zero", 0);
    assertEquals(0, zero.power(0).backward().of(zero));
    assertEquals("xInfinity", zero.power(Double.POSITIVE_INFINITY).gate());
  }
}
