package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.layer.Flatten;
import gradus.layer.Initializer;
import gradus.layer.Layer;
import gradus.layer.Linear;
import gradus.layer.Sequential;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class SaliencyTest {
  private static final Tensor PICTURE = Tensor.full(Precision.DOUBLE, Shape.of(1, 3, 4, 1), 1);

  /** Two classes; the score of class 1 is five times pixel (1, 2), that of class 0 is 0. */
  private static Layer onePixelDecides() {
    var linear = new Linear(12, 2, Initializer.he(Precision.DOUBLE, new Seed(1)));
    Tensor weight = linear.parameters().get("weight").value();
    weight.assign(weight.times(0));
    weight.set(2 * (1 * 4 + 2) + 1, 5);
    return new Sequential(new Flatten(), linear);
  }

  @Test
  void coveringThePixelThatDecidesCostsTheMost() {
    DMatrixRMaj map = Saliency.occlusion(onePixelDecides(), PICTURE, 1, 1);
    double certain = 1 / (1 + Math.exp(-5));
    for (int i = 0; i < 12; i++) {
      assertEquals(i == 6 ? certain - 0.5 : 0, map.get(i), 1e-12);
    }
    DMatrixRMaj wide = Saliency.occlusion(onePixelDecides(), PICTURE, 1, 3);
    assertTrue(wide.get(0, 1) > 0.4, "a square of 3 around (0, 1) reaches pixel (1, 2)");
    assertEquals(0, wide.get(0, 0));
    assertEquals(12, PICTURE.columnSums().get(0), "the picture is left as it was");
  }

  @Test
  void onlyThePixelThatDecidesHasAGradient() {
    Layer network = onePixelDecides();
    DMatrixRMaj map = Saliency.gradient(network, PICTURE, 1);
    for (int i = 0; i < 12; i++) {
      assertEquals(i == 6 ? 5 : 0, map.get(i));
    }
    assertEquals(0, network.parameters().get("1.weight").gradient().columnSums().get(1));
    assertEquals(4, Saliency.picture(map).getWidth());
  }

  @Test
  void aBatchOfSeveralPicturesIsRefused() {
    Tensor two = Tensor.zeros(Precision.DOUBLE, Shape.of(2, 3, 4, 1));
    assertThrows(
        IllegalArgumentException.class, () -> Saliency.gradient(onePixelDecides(), two, 1));
  }
}
