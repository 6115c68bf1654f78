package gradus.plot.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.scalar.Circuits;
import gradus.scalar.Scalar;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GraphLayoutTest {
  /** x goes four ways, two of them long, and y two. */
  private static Scalar tangled() {
    Scalar x = Scalar.of("x", 3);
    Scalar y = Scalar.of("y", -4);
    Scalar below = x.sigmoid().plus(x.plus(y).power(2));
    return x.plus(y.sigmoid()).dividedBy(below).named("f");
  }

  @Test
  void everyValueStandsOnceAndToTheRightOfItsOperands() {
    Scalar f = tangled();
    List<List<GraphStop>> columns = GraphLayout.of(f).columns();
    Map<Scalar, Integer> column = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      for (GraphStop stop : columns.get(i)) {
        int here = i;
        stop.scalar()
            .ifPresent(
                scalar ->
                    assertEquals(Optional.empty(), Optional.ofNullable(column.put(scalar, here))));
      }
    }
    assertEquals(f.graph().size(), column.size());
    for (Scalar scalar : f.graph()) {
      scalar.inputs().forEach(wire -> assertTrue(column.get(wire.from()) < column.get(scalar)));
    }
  }

  @Test
  void noTwoStopsOfAColumnTouch() {
    for (Scalar f : List.of(Circuits.sigmoidNeuron(), tangled())) {
      for (List<GraphStop> column : GraphLayout.of(f).columns()) {
        for (int i = 1; i < column.size(); i++) {
          GraphStop upper = column.get(i - 1);
          GraphStop lower = column.get(i);
          assertTrue(lower.y() - upper.y() >= upper.room() + lower.room() - 1);
        }
      }
    }
  }

  @Test
  void theWiresOfATreeDoNotCrossAndItsChainsAreStraight() {
    List<List<GraphStop>> columns = GraphLayout.of(Circuits.sigmoidNeuron()).columns();
    assertEquals(0, GraphOrder.crossings(columns));
    double[] heights = columns.subList(3, 8).stream().mapToDouble(c -> c.getFirst().y()).toArray();
    assertArrayEquals(
        new double[] {heights[0], heights[0], heights[0], heights[0], heights[0]}, heights);
  }

  @Test
  void aTreeInAnyOrderIsUntangled() {
    for (int seed = 0; seed < 10; seed++) {
      List<List<GraphStop>> columns = GraphLayout.of(Circuits.sigmoidNeuron()).columns();
      var random = new Random(seed);
      columns.forEach(column -> Collections.shuffle(column, random));
      GraphOrder.untangle(columns);
      assertEquals(0, GraphOrder.crossings(columns));
    }
  }

  @Test
  void longWiresOfOneValueAreShared() {
    Scalar x = Scalar.of("x", 2);
    Scalar f = x.exp().exp().times(x).plus(x);
    long passing = GraphLayout.of(f).stops().filter(stop -> stop.scalar().isEmpty()).count();
    assertEquals(3, passing);
  }
}
