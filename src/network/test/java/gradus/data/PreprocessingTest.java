package gradus.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gradus.tensor.Precision;
import gradus.tensor.Tensor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreprocessingTest {
  private static final Extent EXTENT = new Extent(3, 5, 3);
  private final Images images = Pictures.counting(40, EXTENT);

  @Test
  void theMeanImageLeavesMeanZeroAtEveryPixel() {
    Tensor tensor = images.tensor(Precision.DOUBLE, Preprocessing.meanImage(images));
    double[] sums = tensor.reshape(40, 45).columnSums().toArray();
    assertArrayEquals(new double[45], sums, 1e-9);
  }

  @Test
  void standardisedChannelsHaveMeanZeroAndDeviationOne() {
    Tensor tensor = images.tensor(Precision.DOUBLE, Preprocessing.standardised(images));
    assertArrayEquals(new double[3], tensor.columnMeans().toArray(), 1e-12);
    assertArrayEquals(new double[] {1, 1, 1}, tensor.times(tensor).columnMeans().toArray(), 1e-12);
  }

  @Test
  void testImagesAreMeasuredByTheTrainingImages() {
    var mean = Preprocessing.meanImage(images.first(1));
    Tensor second = images.slice(1, 2).tensor(Precision.DOUBLE, mean);
    assertEquals(images.pixel(1, 0, 0, 1) - images.pixel(0, 0, 0, 1), second.get(1));
  }

  @Test
  void rawAndUnitAreWhatTheySay() {
    assertEquals(images.pixel(9, 2, 4, 2), Preprocessing.none().matrix(images).get(9, 44));
    assertEquals(images.pixel(9, 2, 4, 2) / 255.0, Preprocessing.unit().matrix(images).get(9, 44));
  }

  @Test
  void bothPrecisionsAgree() {
    var rule = Preprocessing.standardised(images);
    assertArrayEquals(
        images.tensor(Precision.DOUBLE, rule).toArray(),
        images.tensor(Precision.SINGLE, rule).toArray(),
        1e-6);
  }

  @Test
  void theBiasTrickAddsAColumnOfOnes() {
    var matrix = Preprocessing.unit().matrixWithOnes(images);
    assertEquals(46, matrix.numCols);
    assertEquals(40, IntStream.range(0, 40).filter(i -> matrix.get(i, 45) == 1).count());
    assertEquals(Preprocessing.unit().matrix(images).get(39, 44), matrix.get(39, 44));
  }

  @Test
  void aConstantChannelDoesNotDivideByZero() {
    var black = new Images(new byte[4], new Extent(2, 2, 1), new int[1], Pictures.names());
    Tensor tensor = black.tensor(Precision.DOUBLE, Preprocessing.standardised(black));
    assertArrayEquals(new double[4], tensor.toArray());
  }

  @Test
  void aRuleForOtherImagesIsRefused() {
    var rule = Preprocessing.meanImage(images);
    Images others = Pictures.counting(2, new Extent(2, 2, 1));
    assertThrows(IllegalArgumentException.class, () -> rule.matrix(others));
  }
}
