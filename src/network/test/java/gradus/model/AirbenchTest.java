package gradus.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import gradus.layer.Initializer;
import gradus.layer.Mode;
import gradus.layer.Network;
import gradus.layer.Numbers;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class AirbenchTest {
  private static final Tensor IMAGES =
      Numbers.gaussian(Shape.of(4, 32, 32, 3), 1).to(Precision.SINGLE);

  private static Network network() {
    return Airbench.airbench94(IMAGES, Initializer.uniform(Precision.SINGLE, new Seed(1)));
  }

  @Test
  void itHasTheParametersOfTheRecord() {
    int filters = 9 * (24 * 64 + 64 * 64 + 64 * 256 + 3 * 256 * 256);
    int shifts = 2 * (64 + 256 + 256);
    assertEquals(24 + filters + shifts + 2_560, network().parameters().count());
    List<String> names = List.copyOf(network().parameters().trainable().names());
    assertEquals("0.bias", names.getFirst());
    assertFalse(network().parameters().get("0.weight").trainable());
  }

  @Test
  void itsHeadHasWeightsOfDeviationOne() {
    var parameters = network().parameters();
    String head = List.copyOf(parameters.trainable().names()).getLast();
    Tensor weight = parameters.get(head).value();
    assertEquals(Shape.of(256, 10), weight.shape());
    assertEquals(1, Math.sqrt(weight.dot(weight) / weight.size()), 1e-5);
  }

  @Test
  void itScoresTenClasses() {
    Tensor scores = network().forward(IMAGES, Mode.evaluation()).output();
    assertEquals(Shape.of(4, 10), scores.shape());
  }
}
