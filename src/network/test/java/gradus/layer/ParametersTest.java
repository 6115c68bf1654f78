package gradus.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import gradus.tensor.Precision;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class ParametersTest {
  private static Parameters of(double... values) {
    return Parameters.of(
        "weight",
        Parameter.weight(Tensor.of(Precision.DOUBLE, Shape.of(1, values.length), values)));
  }

  @Test
  void aChecksumIsThatOfTheNumbersAsLittleEndianBytes() {
    // CRC-32C of 00 00 80 3F 00 00 00 C0, the single-precision numbers 1 and −2.
    assertEquals(
        crc(new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, (byte) 0xc0}), of(1, -2).checksum());
    assertNotEquals(of(1, 2).checksum(), of(1, -2).checksum());
    assertNotEquals(of(-0.0).checksum(), of(0.0).checksum());
  }

  private static String crc(byte[] bytes) {
    var sum = new CRC32C();
    sum.update(bytes);
    return String.format("%08x", sum.getValue());
  }

  @Test
  void eachHasALineWithNameShapeAndRole() {
    Parameters all =
        of(1, 2).and("mean", Parameter.buffer(Tensor.zeros(Precision.DOUBLE, Shape.of(1, 3))));
    assertEquals(
        """
        weight                            1×2  WEIGHT
        mean                              1×3  BUFFER
        """,
        all.toString().replace("\r\n", "\n"));
  }
}
