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
    Tensor tensor = Preprocessing.meanImage(images).apply(images, Precision.DOUBLE);
    double[] sums = tensor.reshape(40, 45).columnSums().toArray();
    assertArrayEquals(new double[45], sums, 1e-9);
  }

  @Test
  void standardisedChannelsHaveMeanZeroAndDeviationOne() {
    Tensor tensor = Preprocessing.standardised(images).apply(images, Precision.DOUBLE);
    assertArrayEquals(new double[3], tensor.columnMeans().toArray(), 1e-12);
    assertArrayEquals(new double[] {1, 1, 1}, tensor.times(tensor).columnMeans().toArray(), 1e-12);
  }

  @Test
  void testImagesAreMeasuredByTheTrainingImages() {
    var mean = Preprocessing.meanImage(images.first(1));
    Tensor second = mean.apply(images.slice(1, 2), Precision.DOUBLE);
    assertEquals(images.pixel(1, 0, 0, 1) - images.pixel(0, 0, 0, 1), second.get(1));
  }

  @Test
  void allPartsOfASplitArePreprocessedByTheTrainingImages() {
    var split = new Split(images.slice(0, 30), images.slice(30, 36), images.slice(36, 40));
    ExampleSets sets = split.examples(Precision.DOUBLE, Preprocessing::meanImage);
    assertArrayEquals(
        new int[] {30, 6, 4},
        new int[] {sets.training().count(), sets.validation().count(), sets.test().count()});
    Tensor expected =
        Preprocessing.meanImage(split.training()).apply(split.test(), Precision.DOUBLE);
    assertArrayEquals(expected.toArray(), sets.test().all().inputs().toArray());
    assertEquals("pixel − mean image", sets.preprocessing().toString());
    assertEquals(
        "pixel / 255",
        split.examples(Precision.SINGLE, Preprocessing.unit()).preprocessing().toString());
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
        rule.apply(images, Precision.DOUBLE).toArray(),
        rule.apply(images, Precision.SINGLE).toArray(),
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
    Tensor tensor = Preprocessing.standardised(black).apply(black, Precision.DOUBLE);
    assertArrayEquals(new double[4], tensor.toArray());
  }

  @Test
  void aRuleForOtherImagesIsRefused() {
    var rule = Preprocessing.meanImage(images);
    Images others = Pictures.counting(2, new Extent(2, 2, 1));
    assertThrows(IllegalArgumentException.class, () -> rule.matrix(others));
  }

  @Test
  void aRuleThatOnlyDividesIsRefused() {
    Images grey = Pictures.counting(3, new Extent(6, 5, 1));
    Preprocessing ofChannels = Preprocessing.standardised(images);
    assertThrows(IllegalArgumentException.class, () -> ofChannels.apply(grey, Precision.DOUBLE));
    Images larger = Pictures.counting(3, new Extent(6, 10, 3));
    Preprocessing meanImage = Preprocessing.meanImage(images);
    assertThrows(IllegalArgumentException.class, () -> meanImage.apply(larger, Precision.DOUBLE));
  }
}
