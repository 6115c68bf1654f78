package gradus.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.layer.Numbers;
import gradus.loss.Loss;
import gradus.loss.LossValue;
import gradus.loss.MeanSquaredError;
import gradus.loss.MulticlassHinge;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.loss.Summed;
import gradus.tensor.Precision;
import gradus.tensor.Tensor;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every loss says what PyTorch's says, and so does its gradient, in both precisions. */
class LossParityTest {
  static Stream<Map.Entry<String, Loss>> losses() {
    return Stream.of(
        Map.entry("SoftmaxCrossEntropy", new SoftmaxCrossEntropy()),
        Map.entry("SoftmaxCrossEntropy 0.1", new SoftmaxCrossEntropy(0.1)),
        Map.entry("MulticlassHinge 1.0", new MulticlassHinge()),
        Map.entry("MulticlassHinge 0.5", new MulticlassHinge(0.5)),
        Map.entry("MeanSquaredError", new MeanSquaredError()),
        Map.entry("summed", new Summed(new SoftmaxCrossEntropy(0.2))));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void lossAndGradientAreThoseOfPyTorch(Map.Entry<String, Loss> loss) throws Exception {
    String file = loss.getValue() instanceof Summed ? "losses-summed.npz" : "losses.npz";
    for (int size = 0; size < 3; size++) {
      TorchArrays arrays = TorchArrays.read(file).under("%d.%s.".formatted(size, loss.getKey()));
      compare(arrays, loss.getValue(), Precision.DOUBLE, 1e-13);
      compare(arrays, loss.getValue(), Precision.SINGLE, 1e-6);
    }
  }

  private static void compare(TorchArrays arrays, Loss loss, Precision precision, double tolerance)
      throws Exception {
    Tensor scores = arrays.data("scores").to(precision);
    LossValue value = loss.evaluate(scores, arrays.labels("labels"));
    double expected = arrays.data("loss").get(0);
    assertEquals(expected, value.loss(), tolerance * Math.abs(expected));
    assertTrue(Numbers.distance(arrays.data("gradient"), value.gradient()) <= tolerance);
  }
}
