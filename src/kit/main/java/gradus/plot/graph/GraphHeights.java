package gradus.plot.graph;

import gradus.plot.graph.GraphStop.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Moves the stops of each column up and down until their wires are as straight as possible. */
final class GraphHeights {
  private static final int SWEEPS = 200;
  private static final int STRAIGHTENINGS = 8;

  private GraphHeights() {}

  /** Gives each stop a height, the upmost room beginning at 0, and keeps their order. */
  static void align(List<List<GraphStop>> columns) {
    columns.forEach(column -> settle(column, stop -> 0));
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      var inOrder = sweep % 2 == 0 ? columns : columns.reversed();
      inOrder.forEach(column -> settle(column, GraphHeights::middle));
    }
    for (int i = 0; i < STRAIGHTENINGS; i++) {
      straighten(columns);
    }
    List<GraphStop> stops = columns.stream().flatMap(List::stream).toList();
    double top = stops.stream().mapToDouble(stop -> stop.y() - stop.room()).min().orElse(0);
    stops.forEach(stop -> stop.moveTo(Math.rint(stop.y() - top)));
  }

  /** The mean of the heights at which its wires would run level. */
  private static double middle(GraphStop stop) {
    var before = stop.sources().stream().mapToDouble(link -> link.from().y() - link.rise());
    var behind = stop.targets().stream().mapToDouble(Link::arrival);
    return DoubleStream.concat(before, behind).average().orElse(stop.y());
  }

  /** Gives stops that follow each other without a branch one height: their mean. */
  private static void straighten(List<List<GraphStop>> columns) {
    Map<GraphStop, List<GraphStop>> runs = new HashMap<>();
    for (GraphStop stop : columns.stream().flatMap(List::stream).toList()) {
      var run =
          stop.sources().stream()
              .filter(Link::alone)
              .findFirst()
              .map(link -> runs.getOrDefault(link.from(), List.of()))
              .orElseGet(ArrayList::new);
      run.add(stop);
      runs.put(stop, run);
    }
    Map<GraphStop, Double> wishes = new HashMap<>();
    runs.forEach(
        (stop, run) ->
            wishes.put(stop, run.stream().mapToDouble(GraphStop::y).average().orElse(stop.y())));
    columns.forEach(column -> settle(column, stop -> wishes.getOrDefault(stop, stop.y())));
  }

  /**
   * As near to the wishes as the rooms allow, in least squares: stops that would overlap form a
   * block that stands at the mean of their wishes (pooling of adjacent violators).
   */
  private static void settle(List<GraphStop> column, ToDoubleFunction<GraphStop> wish) {
    int n = column.size();
    double[] offset = new double[n];
    double[] mean = new double[n];
    int[] size = new int[n];
    int blocks = 0;
    for (int i = 0; i < n; i++) {
      offset[i] = i == 0 ? 0 : offset[i - 1] + column.get(i - 1).room() + column.get(i).room();
      mean[blocks] = wish.applyAsDouble(column.get(i)) - offset[i];
      size[blocks++] = 1;
      while (blocks > 1 && mean[blocks - 2] > mean[blocks - 1]) {
        int together = size[blocks - 2] + size[blocks - 1];
        mean[blocks - 2] =
            (mean[blocks - 2] * size[blocks - 2] + mean[blocks - 1] * size[blocks - 1]) / together;
        size[--blocks - 1] = together;
      }
    }
    for (int i = 0, block = 0, left = n == 0 ? 0 : size[0]; i < n; i++, left--) {
      if (left == 0) {
        left = size[++block];
      }
      column.get(i).moveTo(mean[block] + offset[i]);
    }
  }
}
