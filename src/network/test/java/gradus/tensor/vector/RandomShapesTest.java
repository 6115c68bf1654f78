package gradus.tensor.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** A part of {@link VectorEngineTest} in this process, where coverage and mutations are counted. */
class RandomShapesTest {
  @Test
  void eachOperationAgreesWithTheReadableEngineAndWithItself() {
    assertEquals(new RandomShapes().run(120), new RandomShapes().run(120));
  }
}
