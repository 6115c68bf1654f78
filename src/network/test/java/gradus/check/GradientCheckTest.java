package gradus.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.layer.BatchNorm;
import gradus.layer.Dropout;
import gradus.layer.Initializer;
import gradus.layer.Layer;
import gradus.layer.Linear;
import gradus.layer.Pass;
import gradus.layer.Relu;
import gradus.layer.Sequential;
import gradus.loss.MulticlassHinge;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
  private final Seed seed = new Seed(3);
  private final Initializer initializer = Initializer.he(Precision.DOUBLE, seed);
  private final Tensor x = Tensor.gaussian(Precision.DOUBLE, Shape.of(4, 6), 1, seed.stream("x"));

  @Test
  void aRightNetworkPassesWithRespectToInputAndEveryParameter() {
    Layer network =
        new Sequential(new Linear(6, 5, initializer), new Relu(), new Linear(5, 3, initializer));
    GradientCheck check = GradientCheck.of(network, x, new SoftmaxCrossEntropy(), 0, 2, 1, 1);
    assertEquals(10, check.rows().size());
    check.require(1e-7);
  }

  @Test
  void bothLossesPassWithRespectToTheScores() {
    GradientCheck.of(new SoftmaxCrossEntropy(), x, 5, 0, 1, 2).require(1e-8);
    GradientCheck.of(new MulticlassHinge(), x, 5, 0, 1, 2).require(1e-8);
  }

  @Test
  void aBrokenGradientIsReportedByName() {
    Linear linear = new Linear(6, 2, initializer);
    Layer broken =
        new Layer() {
          @Override
          public Pass forward(Tensor input, gradus.layer.Mode mode) {
            Pass pass = linear.forward(input, mode);
            return Pass.of(pass.output(), dy -> pass.backward(dy).times(2));
          }

          @Override
          public gradus.layer.Parameters parameters() {
            return linear.parameters();
          }
        };
    var error = assertThrows(AssertionError.class, () -> GradientCheck.of(broken, x).require(1e-6));
    assertTrue(error.getMessage().contains("gradient of input"), error.getMessage());
    assertTrue(error.getMessage().contains("2 times too large"), error.getMessage());
  }

  @Test
  void aKinkIsCountedAndLeftOut() {
    Tensor atZero = Tensor.of(Shape.of(1, 3), 0, 1, -1);
    GradientCheck check = GradientCheck.of(new Relu(), atZero);
    assertEquals(1, check.rows().getFirst().kinks());
    assertEquals(2, check.rows().getFirst().checked());
    check.require(1e-8);
  }

  @Test
  void aKinkNextToTheElementIsSteppedAround() {
    Tensor nearZero = Tensor.of(Shape.of(1, 3), 3e-5, -2e-5, 1);
    GradientCheck check = GradientCheck.of(new Relu(), nearZero);
    assertEquals(0, check.rows().getFirst().kinks());
    check.require(1e-8);
  }

  @Test
  void whereEveryElementIsAtAKinkNothingIsCalledRight() {
    GradientCheck check = GradientCheck.of(new Relu(), Tensor.zeros(Precision.DOUBLE, x.shape()));
    var error = assertThrows(AssertionError.class, () -> check.require(1));
    assertTrue(error.getMessage().contains("24 of 24 elements of input"), error.getMessage());
  }

  @Test
  void chanceIsNotMistakenForRounding() {
    Random random = new Random(1);
    Layer broken =
        (input, mode) -> {
          double factor = random.nextDouble();
          return Pass.of(input.times(factor), dy -> dy.times(7));
        };
    var error = assertThrows(AssertionError.class, () -> GradientCheck.of(broken, x));
    assertTrue(error.getMessage().startsWith("the same input gives "), error.getMessage());
    assertTrue(error.getMessage().contains("Mode.Training(random)"), error.getMessage());
    GradientCheck.of(Dropout.zeroing(0.5), x).require(1e-8);
  }

  @Test
  void whatIsNotANumberIsNotCalledAKink() {
    Layer logarithm = (input, mode) -> Pass.of(input.map(Math::log), dy -> dy.dividedBy(input));
    var error = assertThrows(AssertionError.class, () -> GradientCheck.of(logarithm, x));
    assertTrue(error.getMessage().startsWith("what comes out adds up to NaN"), error.getMessage());
  }

  @Test
  @SuppressWarnings("NullAway") // a stub in a cell returns null
  void aStubThatReturnsNullIsToldWhatToReturn() {
    Layer noPass = (input, mode) -> null;
    var error = assertThrows(NullPointerException.class, () -> GradientCheck.of(noPass, x));
    assertTrue(error.getMessage().startsWith("forward returned null"), error.getMessage());
    Layer noGradient = (input, mode) -> Pass.of(input.copy(), dy -> null);
    error = assertThrows(NullPointerException.class, () -> GradientCheck.of(noGradient, x));
    assertTrue(error.getMessage().startsWith("backward returned null"), error.getMessage());
  }

  @Test
  void nothingIsNotCalledRight() {
    Tensor nobody = Tensor.zeros(Precision.DOUBLE, Shape.of(0, 6));
    var error =
        assertThrows(IllegalArgumentException.class, () -> GradientCheck.of(new Relu(), nobody));
    assertTrue(error.getMessage().contains("received 0×6, which has none"), error.getMessage());
  }

  @Test
  void strongCurvatureIsNoKink() {
    Tensor far = x.map(v -> 200 * v);
    Tensor gradient = far.map(v -> Math.cos(30 * v) * 30);
    GradientCheck check =
        GradientCheck.of("x", far, gradient, t -> t.map(v -> Math.sin(30 * v)).dot(t.map(v -> 1)));
    assertEquals(0, check.rows().getFirst().kinks());
    check.require(1e-7);
  }

  @Test
  void theRawErrorIsShownAndRoundingIsNamedBesideIt() {
    GradientCheck check = GradientCheck.of(new SoftmaxCrossEntropy(), x, 5, 0, 1, 2);
    assertTrue(check.error() > 0, "the error of a difference is never quite 0");
    assertTrue(check.error() < 1e-6, check.toString());
    assertTrue(check.excess() <= check.error());
    assertTrue(check.toString().contains("beyond rounding"), check.toString());
  }

  @Test
  void theWorstElementIsNamedWithWhatCameAndWhatWasExpected() {
    Tensor gradient = x.times(2);
    gradient.set(8, gradient.get(8) + 0.5);
    GradientRow row = GradientCheck.of("x", x, gradient, t -> t.dot(t)).rows().getFirst();
    assertEquals("[1, 2]", row.place());
    assertEquals(2 * x.get(8) + 0.5, row.received());
    assertEquals(2 * x.get(8), row.expected(), 1e-9);
  }

  @Test
  void aMistakeBetweenTheSampledElementsShowsAlongTheDirections() {
    Tensor large = Tensor.gaussian(Precision.DOUBLE, Shape.of(300, 100), 1, seed.stream("large"));
    Tensor gradient = large.times(2);
    for (int row = 0; row < 300; row++) {
      gradient.set(row * 100 + 99, 0);
    }
    GradientCheck check = GradientCheck.of("x", large, gradient, t -> t.dot(t));
    assertTrue(check.rows().getLast().excess() > 1e-3, check.toString());
  }

  @Test
  void anIndefiniteGradientNeverPasses() {
    Tensor gradient = x.times(2);
    gradient.set(3, Double.NaN);
    GradientCheck check = GradientCheck.of("x", x, gradient, t -> t.dot(t));
    assertFalse(check.passes(1e9));
    var error = assertThrows(AssertionError.class, () -> check.require(1e9));
    assertTrue(error.getMessage().contains("[0, 3]"), error.getMessage());
  }

  @Test
  void somethingOutOfNothingIsReported() {
    Layer broken = (input, mode) -> Pass.of(input, dy -> dy.map(v -> v + 1));
    assertFault(broken, "zero in gives zero out");
  }

  @Test
  void aPassThatForgetsAfterOneUseIsReported() {
    Layer broken =
        (input, mode) -> {
          Tensor kept = input.copy();
          return Pass.of(
              input.times(input),
              dy -> {
                Tensor dx = dy.times(kept).times(2);
                kept.assign(kept.times(0.5));
                return dx;
              });
        };
    assertFault(broken, "the same pass twice gives the same gradient");
  }

  @Test
  void aLayerThatWorksInItsInputIsReported() {
    Layer broken =
        (input, mode) -> {
          input.assign(input.times(2));
          return Pass.of(input.copy(), dy -> dy.times(2));
        };
    assertFault(broken, "the input stays as it was");
  }

  private void assertFault(Layer broken, String property) {
    GradientCheck check = GradientCheck.of(broken, x.copy());
    assertFalse(check.passes(1e9));
    var fault =
        check.properties().stream()
            .filter(p -> p.name().equals(property))
            .findFirst()
            .orElseThrow();
    assertFalse(fault.holds(), check.toString());
    assertTrue(check.toString().contains(property + ": no"), check.toString());
  }

  @Test
  void aCheckLeavesRunningStatisticsAndGradientsAsTheyWere() {
    Layer norm = new BatchNorm(6, initializer);
    GradientCheck.of(norm, x).require(1e-8);
    assertEquals(0, norm.parameters().get("runningMean").value().get(0));
    assertEquals(0, norm.parameters().get("scale").gradient().get(0));
  }

  @Test
  void aFunctionOfAnEjmlMatrixIsCheckedInPlaceAndLeftAsItWas() {
    DMatrixRMaj w = new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}});
    DMatrixRMaj gradient = new DMatrixRMaj(2, 2);
    CommonOps_DDRM.scale(2, w, gradient);
    GradientCheck.of(
            "W",
            w,
            gradient,
            m ->
                org.ejml.dense.row.NormOps_DDRM.normF(m) * org.ejml.dense.row.NormOps_DDRM.normF(m))
        .require(1e-8);
    assertEquals(4, w.get(1, 1));
  }

  @Test
  void singlePrecisionIsRefusedWithTheRemedy() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> GradientCheck.of(new Relu(), x.to(Precision.SINGLE)));
    assertTrue(error.getMessage().contains("double precision"), error.getMessage());
  }
}
