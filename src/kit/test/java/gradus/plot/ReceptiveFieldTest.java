package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Window;
import org.junit.jupiter.api.Test;

class ReceptiveFieldTest {
  private static final Window THREE = Window.square(3);
  private static final Window HALVE = Window.square(2).withStride(2);

  @Test
  void aPixelSeesItselfAndEachConvolutionAddsItsReach() {
    assertEquals(1, ReceptiveField.of(9).size());
    assertEquals(3, ReceptiveField.of(9).layer("a", THREE).size());
    assertEquals(5, ReceptiveField.of(9).layer("a", THREE).layer("b", THREE).size());
  }

  @Test
  void behindAStrideEachReachCountsMore() {
    ReceptiveField field =
        ReceptiveField.of(20).layer("a", THREE).layer("pool", HALVE).layer("b", THREE);
    assertEquals(8, field.size());
    assertTrue(field.description().contains("8 pixels"));
  }

  @Test
  void paddingDoesNotChangeTheFieldAndThePictureGrowsByTheLayer() {
    ReceptiveField plain = ReceptiveField.of(9).layer("a", THREE);
    ReceptiveField padded = ReceptiveField.of(9).layer("a", THREE.withPadding(1));
    assertEquals(plain.size(), padded.size());
    assertTrue(plain.height() > ReceptiveField.of(9).height());
    assertEquals(2 * plain.width(), plain.image().getWidth());
  }

  @Test
  void aWindowThatDoesNotFitIsRefused() {
    var thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> ReceptiveField.of(4).layer("a", THREE).layer("b", THREE));
    assertTrue(thrown.getMessage().contains("a row of 2"), thrown.getMessage());
  }
}
