package gradus.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    assertEquals(5, check.rows().size());
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
            return new Pass(pass.output(), dy -> pass.backward(dy).times(2));
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
