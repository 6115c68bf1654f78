package gradus.tensor.vector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A part of {@link VectorEngineTest} in this process, where coverage and mutations are counted. */
class RandomShapesTest {
  @Test
  void eachOperationAgreesWithTheReadableEngine() {
    String result = new RandomShapes().run(60);
    assertTrue(result.contains("matmulTranspose"), result);
  }
}
