package gradus.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gradus.data.Batches.Remainder;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private static final Seed SEED = new Seed(7);
  private final Examples numbers = numbered(23);

  @Test
  void anEpochShowsEveryExampleOnce() {
    var batches = new Batches(numbers, 5, SEED);
    assertEquals(5, batches.perEpoch());
    assertArrayEquals(IntStream.range(0, 23).toArray(), sorted(batches.epoch(3)));
    assertEquals(List.of(5, 5, 5, 5, 3), batches.epoch(3).map(Batch::size).toList());
  }

  @Test
  void theSmallerBatchCanBeLeftOut() {
    var batches = new Batches(numbers, 5, Remainder.DROP, SEED);
    assertEquals(4, batches.perEpoch());
    assertEquals(List.of(5, 5, 5, 5), batches.epoch(0).map(Batch::size).toList());
  }

  @Test
  void everyEpochHasAnOrderOfItsOwn() {
    var batches = new Batches(numbers, 23, SEED);
    assertFalse(Arrays.equals(batches.at(0).labels(), batches.at(1).labels()));
    var others = new Batches(numbers, 23, new Seed(8));
    assertFalse(Arrays.equals(batches.at(0).labels(), others.at(0).labels()));
  }

  @Test
  void aStepIsTheSameBatchHoweverOneGetsThere() {
    var batches = new Batches(numbers, 5, SEED);
    int[] seventh = batches.epoch(1).toList().get(2).labels();
    assertArrayEquals(seventh, new Batches(numbers, 5, SEED).at(7).labels());
    assertArrayEquals(seventh, batches.epoch(1, 2).findFirst().orElseThrow().labels());
    assertEquals(1, batches.epochOf(7));
  }

  @Test
  void inputsStayWithTheirLabels() {
    new Batches(numbers, 4, SEED)
        .epoch(0)
        .forEach(
            batch -> {
              for (int i = 0; i < batch.size(); i++) {
                assertEquals(batch.labels()[i] + 0.5, batch.inputs().get(2 * i + 1));
              }
            });
  }

  @Test
  void inOrderMeansInOrder() {
    assertArrayEquals(
        IntStream.range(0, 23).toArray(),
        Batches.inOrder(numbers, 10).flatMapToInt(b -> IntStream.of(b.labels())).toArray());
  }

  @Test
  void picturesBecomeTensorsOfTheirExtent() {
    Images images = Pictures.counting(6, new Extent(3, 4, 2));
    Batch batch = Examples.of(images, Precision.SINGLE, Preprocessing.unit()).batch(0, 5, 1);
    assertEquals(Shape.of(2, 3, 4, 2), batch.inputs().shape());
    assertEquals(Precision.SINGLE, batch.inputs().precision());
    assertEquals(
        (float) (images.pixel(5, 1, 2, 1) / 255.0), batch.inputs().get((1 * 4 + 2) * 2 + 1));
    assertArrayEquals(new int[] {5, 1}, batch.labels());
  }

  @Test
  void aSizeThatGivesNoBatchIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Batches(numbers, 0, SEED));
    assertThrows(
        IllegalArgumentException.class, () -> new Batches(numbers, 24, Remainder.DROP, SEED));
    assertThrows(
        IllegalArgumentException.class,
        () -> Examples.of(Tensor.zeros(Precision.SINGLE, Shape.of(3, 2)), 1, 2));
  }

  private static int[] sorted(Stream<Batch> batches) {
    return batches.flatMapToInt(b -> IntStream.of(b.labels())).sorted().toArray();
  }

  /** Example i has the inputs i and i + ½ and the label i. */
  private static Examples numbered(int n) {
    double[] inputs = IntStream.range(0, 2 * n).mapToDouble(i -> i / 2.0).toArray();
    return Examples.of(Tensor.of(Shape.of(n, 2), inputs), IntStream.range(0, n).toArray());
  }
}
