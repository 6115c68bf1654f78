package gradus.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import gradus.tensor.Precision;
import gradus.tensor.Seed;
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

  /** As in a loop of training: the memory of a gradient serves for the next one. */
  @Test
  void aReleasedGradientIsWrittenOver() {
    Linear layer = new Linear(2, 3, Initializer.he(Precision.DOUBLE, new Seed(1)));
    Parameter weight = layer.parameters().get("weight");
    Tensor first = gradient(layer, 1, 2);
    assertShows(first, 1, 1, 1, 2, 2, 2);
    layer.parameters().releaseGradients();
    assertShows(weight.gradient(), 0, 0, 0, 0, 0, 0);
    Tensor second = gradient(layer, 3, 4);
    assertSame(first, second);
    assertShows(second, 3, 3, 3, 4, 4, 4);
    assertShows(gradient(layer, 10, 10), 13, 13, 13, 14, 14, 14);
  }

  @Test
  void aClearedGradientStaysAsItIs() {
    Linear layer = new Linear(2, 3, Initializer.he(Precision.DOUBLE, new Seed(1)));
    Tensor first = gradient(layer, 1, 2);
    layer.parameters().clearGradients();
    gradient(layer, 3, 4);
    assertShows(first, 1, 1, 1, 2, 2, 2);
    layer.parameters().releaseGradients();
    layer.parameters().clearGradients();
    assertShows(gradient(layer, 5, 6), 5, 5, 5, 6, 6, 6);
  }

  @Test
  void aTensorThatACallerAddedIsNeverWrittenOver() {
    Linear layer = new Linear(2, 3, Initializer.he(Precision.DOUBLE, new Seed(1)));
    Parameter weight = layer.parameters().get("weight");
    Tensor mine = Tensor.of(Precision.DOUBLE, Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    weight.accumulate(mine);
    layer.parameters().releaseGradients();
    gradient(layer, 7, 8);
    assertShows(mine, 1, 2, 3, 4, 5, 6);
  }

  /** That of the weights after one more pass in which every output's gradient is 1. */
  private static Tensor gradient(Linear layer, double... x) {
    Tensor input = Tensor.of(Precision.DOUBLE, Shape.of(1, x.length), x);
    Tensor ones = Tensor.of(Precision.DOUBLE, Shape.of(1, 3), 1, 1, 1);
    layer.forward(input, Mode.training(new Seed(1).stream("pass"))).backwardParameters(ones);
    return layer.parameters().get("weight").gradient();
  }

  private static void assertShows(Tensor tensor, double... expected) {
    assertArrayEquals(expected, tensor.toArray());
  }
}
