package gradus.plot.graph;

import gradus.plot.graph.GraphStop.Link;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Orders the stops of each column so that few wires cross; until it is done, the height of a stop
 * is its place in its column.
 */
final class GraphOrder {
  private static final int SWEEPS = 24;

  private GraphOrder() {}

  /** Changes the order within the columns. */
  static void untangle(List<List<GraphStop>> columns) {
    columns.forEach(GraphOrder::number);
    List<List<GraphStop>> best = copy(columns);
    int fewest = crossings(columns);
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      sweep(columns, sweep % 2 == 0, sweep % 4 > 1);
      swapNeighbours(columns);
      int crossings = crossings(columns);
      if (crossings < fewest) {
        fewest = crossings;
        best = copy(columns);
      }
    }
    Collections.copy(columns, best);
    columns.forEach(GraphOrder::number);
  }

  private static List<List<GraphStop>> copy(List<List<GraphStop>> columns) {
    return columns.stream().<List<GraphStop>>map(ArrayList::new).toList();
  }

  private static void number(List<GraphStop> column) {
    for (int i = 0; i < column.size(); i++) {
      column.get(i).moveTo(i);
    }
  }

  /**
   * Sorts each column by the mean place of what its stops are connected with on one side.
   *
   * @param flip stops of the same mean change places, which opens ways out of a deadlock
   */
  private static void sweep(List<List<GraphStop>> columns, boolean toTheLeft, boolean flip) {
    for (List<GraphStop> column : toTheLeft ? columns.reversed() : columns) {
      for (GraphStop stop : column) {
        var neighbours =
            toTheLeft
                ? stop.targets().stream().mapToDouble(GraphOrder::end)
                : stop.sources().stream().mapToDouble(link -> link.from().y());
        stop.moveTo(neighbours.average().orElse(stop.y()));
      }
      if (flip) {
        Collections.reverse(column);
      }
      column.sort(Comparator.comparingDouble(GraphStop::y));
      number(column);
    }
  }

  /** Swaps neighbours as long as that unties a crossing. */
  private static void swapNeighbours(List<List<GraphStop>> columns) {
    for (List<GraphStop> column : columns) {
      for (int i = 0; i + 1 < column.size(); i++) {
        int before = crossings(columns);
        swap(column, i);
        if (crossings(columns) >= before) {
          swap(column, i);
        }
      }
    }
  }

  private static void swap(List<GraphStop> column, int i) {
    Collections.swap(column, i, i + 1);
    column.get(i).moveTo(i);
    column.get(i + 1).moveTo(i + 1);
  }

  /** How many pairs of wires between the same two columns cross. */
  static int crossings(List<List<GraphStop>> columns) {
    int crossings = 0;
    for (List<GraphStop> column : columns) {
      List<Link> links = column.stream().flatMap(stop -> stop.targets().stream()).toList();
      for (int i = 0; i < links.size(); i++) {
        for (int j = 0; j < i; j++) {
          double starts = links.get(i).from().y() - links.get(j).from().y();
          double ends = end(links.get(i)) - end(links.get(j));
          crossings += starts * ends < 0 ? 1 : 0;
        }
      }
    }
    return crossings;
  }

  /** Operands of one gate are a little apart, so that they arrive in their order. */
  private static double end(Link link) {
    return link.to().y() + link.rise() / 100;
  }
}
