package gradus.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.layer.Numbers;
import gradus.layer.Parameter;
import gradus.layer.Parameters;
import gradus.tensor.Precision;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Muon, held against singular value decompositions. */
class MuonTest {
  @ParameterizedTest
  @CsvSource({"1,1", "1,7", "7,1", "4,4", "9,5", "5,9", "40,17"})
  void newtonSchulzIsAPolynomialOfTheSingularValues(int rows, int columns) {
    Tensor x = Numbers.gaussian(Shape.of(rows, columns), 100L * rows + columns);
    for (int steps = 1; steps <= 5; steps++) {
      Tensor expected = bySingularValues(x, steps);
      Tensor wide = NewtonSchulz.orthogonalize(x, steps);
      assertTrue(Numbers.distance(expected, wide) < 1e-10);
      Tensor narrow = NewtonSchulz.orthogonalize(x.to(Precision.SINGLE), steps);
      assertTrue(Numbers.distance(expected, narrow) < 1e-4);
    }
  }

  /** The naive twin: U·p(Σ)·Vᵀ. */
  private static Tensor bySingularValues(Tensor x, int steps) {
    var svd = svd(x);
    DMatrixRMaj values = svd.getW(null);
    double norm = Math.sqrt(x.dot(x)) + 1e-7;
    for (int i = 0; i < Math.min(values.numRows, values.numCols); i++) {
      double s = values.get(i, i) / norm;
      for (int step = 0; step < steps; step++) {
        s = 3.4445 * s - 4.7750 * Math.pow(s, 3) + 2.0315 * Math.pow(s, 5);
      }
      values.set(i, i, s);
    }
    DMatrixRMaj left = CommonOps_DDRM.mult(svd.getU(null, false), values, null);
    return Tensor.of(CommonOps_DDRM.mult(left, svd.getV(null, true), null));
  }

  private static SingularValueDecomposition_F64<DMatrixRMaj> svd(Tensor x) {
    var svd = DecompositionFactory_DDRM.svd(x.rows(), x.columns(), true, true, false);
    assertTrue(svd.decompose(((DMatrixRMaj) x.matrix()).copy()));
    return svd;
  }

  @Test
  void fiveStepsLeaveSingularValuesNearOne() {
    Tensor x = Numbers.gaussian(Shape.of(30, 12), 3);
    Tensor y = NewtonSchulz.orthogonalize(x, 5);
    for (double value : svd(y).getSingularValues()) {
      assertTrue(value > 0.6 && value < 1.3, "a singular value of " + value);
    }
  }

  @Test
  void nothingStaysNothing() {
    Tensor zeros = Tensor.zeros(Precision.SINGLE, Shape.of(4, 3));
    assertArrayEquals(zeros.toArray(), NewtonSchulz.orthogonalize(zeros, 5).toArray());
  }

  @Test
  void theStepIsThatOfNesterovsMomentumMadeOrthogonal() {
    Parameter weight = Parameter.weight(Numbers.gaussian(Shape.of(4, 3), 1));
    Tensor start = weight.value().copy();
    Tensor first = Numbers.gaussian(Shape.of(4, 3), 2);
    Tensor second = Numbers.gaussian(Shape.of(4, 3), 3);
    var muon = new Muon(0.6, 3);
    step(muon, weight, first);
    Tensor one = NewtonSchulz.orthogonalize(first.times(1.6), 3);
    assertTrue(Numbers.distance(start.minus(one.times(0.1)), weight.value()) < 1e-12);
    step(muon, weight, second);
    Tensor ahead = second.times(1.6).plus(first.times(0.36));
    Tensor expected =
        start.minus(one.times(0.1)).minus(NewtonSchulz.orthogonalize(ahead, 3).times(0.1));
    assertTrue(Numbers.distance(expected, weight.value()) < 1e-12);
  }

  @Test
  void filtersAreScaledBeforeTheStep() {
    Parameter weight = Parameter.weight(Numbers.gaussian(Shape.of(6, 4), 1));
    Tensor start = weight.value().copy();
    Tensor gradient = Numbers.gaussian(Shape.of(6, 4), 2);
    step(new Muon(0.6, 3).normalizingFilters(), weight, gradient);
    Tensor scaled = start.times(2 / Math.sqrt(start.dot(start)));
    Tensor expected = scaled.minus(NewtonSchulz.orthogonalize(gradient.times(1.6), 3).times(0.1));
    assertTrue(Numbers.distance(expected, weight.value()) < 1e-12);
  }

  @Test
  void filtersOfZerosAreNotScaledToNaN() {
    Parameter weight = Parameter.weight(Tensor.zeros(Precision.DOUBLE, Shape.of(2, 2)));
    step(new Muon(0.6).normalizingFilters(), weight, Numbers.gaussian(Shape.of(2, 2), 2));
    assertTrue(Double.isFinite(weight.value().get(0)));
  }

  @Test
  void settingsThatCannotWorkAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Muon(1));
    assertThrows(IllegalArgumentException.class, () -> new Muon(0.6, 0));
    assertEquals(
        "Muon(0.6, 3 steps, filters normalised)", new Muon(0.6, 3).normalizingFilters().toString());
  }

  private static void step(Optimizer optimizer, Parameter weight, Tensor gradient) {
    Parameters parameters = Parameters.of("weight", weight);
    parameters.clearGradients();
    weight.accumulate(gradient);
    optimizer.step(parameters, 0.1);
  }
}
