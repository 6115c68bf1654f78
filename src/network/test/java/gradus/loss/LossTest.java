package gradus.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.Implementations;
import gradus.layer.Mode;
import gradus.layer.Numbers;
import gradus.layer.Softmax;
import gradus.tensor.Precision;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every loss promises, and what each is known for. */
class LossTest {
  private static final int[] LABELS = {0, 3, 2, 3};
  private static final Tensor SCORES = Numbers.awayFromKinks(Shape.of(4, 5), 3).times(3);

  static Stream<Loss> losses() {
    return Stream.of(
        new SoftmaxCrossEntropy(),
        new SoftmaxCrossEntropy(0.1),
        new MulticlassHinge(),
        new MulticlassHinge(0.77),
        new MeanSquaredError(),
        new Summed(new SoftmaxCrossEntropy(0.2)));
  }

  @Test
  void noLossEscapesItsContract() throws Exception {
    Set<Class<?>> held = losses().map(Loss::getClass).collect(Collectors.toSet());
    assertEquals(
        List.of(),
        Implementations.of(Loss.class).stream().filter(loss -> !held.contains(loss)).toList());
  }

  @ParameterizedTest
  @MethodSource("losses")
  void theGradientIsThatOfCentralDifferences(Loss loss) {
    Tensor slopes = Tensor.zeros(Precision.DOUBLE, SCORES.shape());
    double step = 1e-5;
    for (int i = 0; i < slopes.size(); i++) {
      Tensor above = SCORES.copy();
      Tensor below = SCORES.copy();
      above.set(i, SCORES.get(i) + step);
      below.set(i, SCORES.get(i) - step);
      double rise = loss.evaluate(above, LABELS).loss() - loss.evaluate(below, LABELS).loss();
      slopes.set(i, rise / (2 * step));
    }
    assertTrue(Numbers.distance(slopes, loss.evaluate(SCORES, LABELS).gradient()) <= 1e-8);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void singleAndDoublePrecisionAgree(Loss loss) {
    LossValue wide = loss.evaluate(SCORES, LABELS);
    LossValue narrow = loss.evaluate(SCORES.to(Precision.SINGLE), LABELS);
    assertEquals(wide.loss(), narrow.loss(), 1e-4 * wide.loss());
    assertTrue(Numbers.distance(wide.gradient(), narrow.gradient()) <= 1e-4);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void labelsThatDoNotFitAreRefused(Loss loss) {
    assertThrows(IllegalArgumentException.class, () -> loss.evaluate(SCORES, new int[] {1, 2}));
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> loss.evaluate(SCORES, new int[] {1, 2, 3, 5}));
    assertEquals("label 5 for scores of shape 4×5; labels go from 0 to 4", error.getMessage());
  }

  @ParameterizedTest
  @MethodSource("losses")
  void aBatchOfNobodyIsRefused(Loss loss) {
    Tensor none = Tensor.zeros(Precision.SINGLE, Shape.of(0, 5));
    var error = assertThrows(IllegalArgumentException.class, () -> loss.evaluate(none, new int[0]));
    assertTrue(error.getMessage().startsWith("a loss received outputs of shape 0×5"));
  }

  @Test
  void whatDoesNotFitALossIsRefused() {
    Tensor other = Tensor.zeros(Precision.DOUBLE, Shape.of(5, 4));
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> new MeanSquaredError().evaluate(SCORES, other));
    assertEquals(
        "MeanSquaredError received targets of shape 5×4 for outputs of shape 4×5; they must be equal: reshape the targets",
        error.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new MulticlassHinge(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new SoftmaxCrossEntropy(1));
  }

  @Test
  void aSummedLossIsTheMeanTimesTheNumberOfExamples() {
    Loss mean = new SoftmaxCrossEntropy(0.2);
    LossValue sum = new Summed(mean).evaluate(SCORES, LABELS);
    assertEquals(4 * mean.evaluate(SCORES, LABELS).loss(), sum.loss(), 1e-12);
    Tensor four = mean.evaluate(SCORES, LABELS).gradient().times(4);
    assertTrue(Numbers.distance(four, sum.gradient()) <= 1e-15);
  }

  @Test
  void scoresThatSayNothingCostTheLogarithmOfTheNumberOfClasses() {
    Tensor equal = Tensor.zeros(Precision.DOUBLE, Shape.of(1, 10));
    assertEquals(
        Math.log(10), new SoftmaxCrossEntropy().evaluate(equal, new int[] {3}).loss(), 1e-15);
    assertEquals(9, new MulticlassHinge().evaluate(equal, new int[] {3}).loss(), 1e-15);
  }

  @Test
  void hugeScoresOverflowNothing() {
    Tensor huge = Tensor.of(new double[][] {{1e4, -1e4, 0}});
    assertEquals(2e4, new SoftmaxCrossEntropy().evaluate(huge, new int[] {1}).loss());
    assertEquals(0, new SoftmaxCrossEntropy().evaluate(huge, new int[] {0}).loss());
  }

  @Test
  void aSecondSoftmaxKeepsTheLossAboveItsFloor() {
    Tensor sure = Tensor.zeros(Precision.DOUBLE, Shape.of(1, 10));
    sure.set(3, 1000);
    Tensor squashed = new Softmax().forward(sure, Mode.evaluation()).output();
    double floor = Math.log(Math.E + 9) - 1;
    assertEquals(floor, new SoftmaxCrossEntropy().evaluate(squashed, new int[] {3}).loss(), 1e-12);
  }

  @Test
  void meanSquaredErrorTakesTargetsOfAnyKind() {
    Tensor y = Tensor.of(new double[][] {{1, 2}, {3, 4}});
    Tensor t = Tensor.of(new double[][] {{1, 0}, {0, 4}});
    LossValue value = new MeanSquaredError().evaluate(y, t);
    assertEquals((4 + 9) / 4.0, value.loss());
    assertEquals(1.5, value.gradient().at(1, 0));
  }

  /** Or the worst of all networks would have the least loss. */
  @Test
  void aNetworkThatDivergedHasNoLoss() {
    Tensor diverged = Tensor.of(new double[][] {{Double.NaN, Double.NaN}, {1, Double.NaN}});
    for (Loss loss : List.of(new SoftmaxCrossEntropy(), new MulticlassHinge())) {
      assertEquals(Double.NaN, loss.evaluate(diverged, new int[] {0, 0}).loss(), loss.toString());
    }
  }
}
