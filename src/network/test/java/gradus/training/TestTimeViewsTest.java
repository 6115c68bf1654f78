package gradus.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Examples;
import gradus.layer.Flatten;
import gradus.layer.Initializer;
import gradus.layer.Layer;
import gradus.layer.Linear;
import gradus.layer.Mode;
import gradus.layer.Numbers;
import gradus.layer.Sequential;
import gradus.layer.Tanh;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.loss.Summed;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TestTimeViewsTest {
  private static final Shape SHAPE = Shape.of(3, 4, 5, 2);
  private static final Tensor IMAGES = Numbers.gaussian(SHAPE, 1);
  private static final Layer NETWORK = network();

  private static Layer network() {
    var initializer = Initializer.he(Precision.DOUBLE, new Seed(1));
    return new Sequential(new Flatten(), new Linear(40, 6, initializer), new Tanh());
  }

  /** The naive twin of a view: pixel by pixel from a picture with a reflected border. */
  private static Tensor view(boolean mirrored, int offset) {
    Tensor view = Tensor.zeros(Precision.DOUBLE, SHAPE);
    for (int image = 0; image < 3; image++) {
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 5; x++) {
          int column = mirrored ? 4 - x : x;
          int from = (image * 4 + inside(y + offset, 4)) * 5 + inside(column + offset, 5);
          for (int channel = 0; channel < 2; channel++) {
            view.set(((image * 4 + y) * 5 + x) * 2 + channel, IMAGES.at(from, channel));
          }
        }
      }
    }
    return view;
  }

  private static int inside(int place, int length) {
    return place < 0 ? -place : place >= length ? 2 * length - 2 - place : place;
  }

  private static Tensor scores(Tensor images) {
    return NETWORK.forward(images, Mode.evaluation()).output();
  }

  @Test
  void sixViewsCountAHalfAQuarterAndAQuarter() {
    Tensor expected = scores(view(false, 0)).plus(scores(view(true, 0))).times(0.25);
    for (int offset : new int[] {-2, 2}) {
      expected =
          expected.plus(scores(view(false, offset)).plus(scores(view(true, offset))).times(0.125));
    }
    assertTrue(Numbers.distance(expected, new TestTimeViews(NETWORK, 2).scores(IMAGES)) < 1e-12);
  }

  @Test
  void aMirroredImageHasTheSameScores() {
    var views = new TestTimeViews(NETWORK, 0);
    Tensor mirrored = views.scores(view(true, 0));
    assertArrayEquals(views.scores(IMAGES).toArray(), mirrored.toArray(), 1e-12);
  }

  @Test
  void viewsAreEvaluatedAsANetworkIs() {
    Examples examples = Examples.of(IMAGES, 0, 1, 5);
    var loss = new SoftmaxCrossEntropy();
    var views = new TestTimeViews(NETWORK, 1);
    Evaluation evaluation = Evaluation.of(views::scores, loss, examples);
    int[] labels = {0, 1, 5};
    assertEquals(loss.evaluate(views.scores(IMAGES), labels).loss(), evaluation.loss(), 1e-12);
    assertEquals(
        Evaluation.right(views.scores(IMAGES), labels) / 3.0, evaluation.accuracy(), 1e-12);
  }

  @Test
  void theMeanOfASummedLossIsReported() {
    Examples examples = Examples.of(IMAGES, 0, 1, 5);
    var loss = new SoftmaxCrossEntropy(0.2);
    assertEquals(
        Evaluation.of(NETWORK, loss, examples), Evaluation.of(NETWORK, new Summed(loss), examples));
  }

  @Test
  void whatHasNoSuchViewsIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new TestTimeViews(NETWORK, -1));
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> new TestTimeViews(NETWORK, 4).scores(IMAGES));
    assertEquals(
        "views shifted by 4 received 3×4×5×2; they are of images N×H×W×C that are larger than the shift",
        error.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new TestTimeViews(NETWORK, 1).scores(IMAGES.reshape(3, 40)));
  }
}
