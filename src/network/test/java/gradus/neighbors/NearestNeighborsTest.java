package gradus.neighbors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gradus.tensor.Precision;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NearestNeighborsTest {
  private static final Tensor EXAMPLES =
      Tensor.of(new double[][] {{0, 0}, {1, 0}, {0, 2}, {3, 3}, {5, 1}});
  private static final int[] LABELS = {0, 1, 1, 2, 0};
  private static final Tensor QUERIES = Tensor.of(new double[][] {{0.5, 0}, {4, 2}, {0, 1}});

  @Test
  void distancesAreThoseOfTheDefinition() {
    var random = new Random(1);
    Tensor queries = Tensor.gaussian(Precision.DOUBLE, Shape.of(7, 13), 1, random);
    Tensor examples = Tensor.gaussian(Precision.DOUBLE, Shape.of(9, 13), 1, random);
    Tensor l1 = Distance.l1().between(queries, examples);
    Tensor l2 = Distance.l2().between(queries, examples);
    for (int i = 0; i < 7; i++) {
      for (int j = 0; j < 9; j++) {
        double sum = 0;
        double squares = 0;
        for (int k = 0; k < 13; k++) {
          double difference = queries.at(i, k) - examples.at(j, k);
          sum += Math.abs(difference);
          squares += difference * difference;
        }
        assertEquals(sum, l1.at(i, j), 1e-12);
        assertEquals(Math.sqrt(squares), l2.at(i, j), 1e-12);
      }
    }
  }

  @Test
  void equalDistancesKeepTheOrderOfTheExamples() {
    var classifier = new NearestNeighbors(EXAMPLES, LABELS, Distance.l2());
    assertArrayEquals(new int[] {0, 1, 2, 3, 4}, classifier.nearest(QUERIES, 5)[0]);
    assertArrayEquals(new int[] {0, 2, 1}, classifier.nearest(QUERIES, 3)[2]);
  }

  @Test
  void equalVotesGoToTheSmallestLabel() {
    for (Distance distance : new Distance[] {Distance.l1(), Distance.l2()}) {
      var classifier = new NearestNeighbors(EXAMPLES, LABELS, distance);
      assertArrayEquals(new int[] {0, 2, 0}, classifier.predict(QUERIES, 1));
      assertArrayEquals(new int[] {0, 0, 0}, classifier.predict(QUERIES, 2));
      assertArrayEquals(new int[] {1, 0, 1}, classifier.predict(QUERIES, 3));
      assertArrayEquals(new int[] {0, 0, 0}, classifier.predict(QUERIES, 5));
    }
  }

  @Test
  void manyQueriesInBlocksGetTheAnswersThatEachWouldGetAlone() {
    var random = new Random(2);
    Tensor examples = Tensor.gaussian(Precision.SINGLE, Shape.of(9000, 3), 1, random);
    int[] labels = random.ints(9000, 0, 10).toArray();
    Tensor queries = Tensor.gaussian(Precision.SINGLE, Shape.of(1000, 3), 1, random);
    var classifier = new NearestNeighbors(examples, labels, Distance.l2());
    int[][] all = classifier.nearest(queries, 4);
    for (int i : new int[] {0, 887, 888, 889, 999}) {
      assertArrayEquals(classifier.nearest(queries.slice(i, i + 1), 4)[0], all[i]);
    }
  }

  @Test
  void imagesAreFlattened() {
    Tensor images = EXAMPLES.reshape(5, 1, 2, 1);
    var classifier = new NearestNeighbors(images, LABELS, Distance.l1());
    assertArrayEquals(LABELS, classifier.predict(images, 1));
  }

  @Test
  void tooManyNeighboursAreRefused() {
    var classifier = new NearestNeighbors(EXAMPLES, LABELS, Distance.l1());
    var error = assertThrows(IllegalArgumentException.class, () -> classifier.predict(QUERIES, 6));
    assertEquals("k goes from 1 to 5, the number of examples; got 6", error.getMessage());
  }

  @Test
  void distancesThatAreNoNumbersComeLast() {
    Tensor examples = Tensor.of(new double[][] {{Double.NaN}, {3}, {1}});
    var classifier = new NearestNeighbors(examples, new int[] {0, 1, 2}, Distance.l1());
    Tensor query = Tensor.of(new double[][] {{0}});
    assertArrayEquals(new int[] {2, 1, 0}, classifier.nearest(query, 3)[0]);
    Tensor lost = Tensor.of(new double[][] {{Double.NaN}});
    assertArrayEquals(new int[] {0, 1}, classifier.nearest(lost, 2)[0]);
  }

  @Test
  void whatCannotBeAClassifierIsRefused() {
    Tensor none = Tensor.zeros(Precision.DOUBLE, Shape.of(0, 2, 2, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new NearestNeighbors(none, new int[0], Distance.l2()));
    int[] negative = {0, 1, -1, 2, 0};
    assertThrows(
        IllegalArgumentException.class,
        () -> new NearestNeighbors(EXAMPLES, negative, Distance.l2()));
    var classifier = new NearestNeighbors(EXAMPLES, LABELS, Distance.l2());
    int[][] nearest = classifier.nearest(QUERIES, 2);
    assertThrows(IllegalArgumentException.class, () -> classifier.vote(nearest, 0));
    assertThrows(IllegalArgumentException.class, () -> classifier.vote(nearest, 3));
  }
}
