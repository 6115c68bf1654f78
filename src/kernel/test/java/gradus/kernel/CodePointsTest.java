package gradus.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CodePointsTest {
  private static final String CODE = "// 😀😀 é\nx.len";

  @Test
  void positionsOfTheProtocolCountCharactersAndIndicesUnitsOfUtf16() {
    assertEquals(CODE.indexOf("x"), CodePoints.toIndex(CODE, 8));
    assertEquals(8, CodePoints.toPosition(CODE, CODE.indexOf("x")));
    assertEquals(3, CodePoints.toIndex(CODE, 3));
  }

  @Test
  void aPositionBeyondTheCodeIsItsEnd() {
    assertEquals(CODE.length(), CodePoints.toIndex(CODE, 1000));
    assertEquals(0, CodePoints.toIndex(CODE, -1));
  }
}
