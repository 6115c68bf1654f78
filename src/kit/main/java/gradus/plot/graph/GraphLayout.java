package gradus.plot.graph;

import gradus.scalar.Scalar;
import gradus.scalar.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where the values of a scalar graph stand: in columns, each to the right of all it came from.
 *
 * <p>In three steps, as in K. Sugiyama, S. Tagawa and M. Toda, "Methods for visual understanding of
 * hierarchical system structures", 1981: columns, then the order in each column, then heights.
 *
 * @param columns from left to right, each from top to bottom
 */
public record GraphLayout(List<List<GraphStop>> columns) {
  /** The layout of the graph that leads to an output. */
  public static GraphLayout of(Scalar output) {
    List<Scalar> graph = output.graph();
    Map<Scalar, Integer> column = columns(graph);
    List<List<GraphStop>> columns = new ArrayList<>();
    for (int i = 0; i <= output.depth(); i++) {
      columns.add(new ArrayList<>());
    }
    new Wiring(column, columns).stop(output);
    GraphOrder.untangle(columns);
    GraphHeights.align(columns);
    return new GraphLayout(columns);
  }

  /** A gate stands behind its operands, an input right before the first gate that wants it. */
  private static Map<Scalar, Integer> columns(List<Scalar> graph) {
    Map<Scalar, Integer> columns = new HashMap<>();
    for (Scalar scalar : graph) {
      if (scalar.depth() > 0) {
        columns.put(scalar, scalar.depth());
      }
      for (Wire wire : scalar.inputs()) {
        if (wire.from().depth() == 0) {
          columns.merge(wire.from(), scalar.depth() - 1, Math::min);
        }
      }
    }
    return columns;
  }

  /** All stops, column by column. */
  public Stream<GraphStop> stops() {
    return columns.stream().flatMap(List::stream);
  }

  /** Puts values into their columns, in the order of a walk along the operands of the output. */
  private record Wiring(
      Map<Scalar, Integer> column,
      List<List<GraphStop>> columns,
      Map<Scalar, GraphStop> stops,
      Map<Scalar, Map<Integer, GraphStop>> passages) {
    Wiring(Map<Scalar, Integer> column, List<List<GraphStop>> columns) {
      this(column, columns, new LinkedHashMap<>(), new HashMap<>());
    }

    GraphStop stop(Scalar scalar) {
      GraphStop known = stops.get(scalar);
      if (known != null) {
        return known;
      }
      GraphStop stop = GraphStop.of(scalar);
      stops.put(scalar, stop);
      int here = at(scalar);
      for (int i = 0; i < scalar.inputs().size(); i++) {
        Scalar from = scalar.inputs().get(i).from();
        stop(from);
        passage(from, here - 1).connect(stop, i);
      }
      columns.get(here).add(stop);
      return stop;
    }

    /** Where the wire of a value passes a column; all that need it there share it. */
    private GraphStop passage(Scalar from, int at) {
      if (at == at(from)) {
        return stop(from);
      }
      Map<Integer, GraphStop> ofValue = passages.computeIfAbsent(from, value -> new HashMap<>());
      GraphStop known = ofValue.get(at);
      if (known != null) {
        return known;
      }
      GraphStop passing = GraphStop.passing();
      ofValue.put(at, passing);
      passage(from, at - 1).connect(passing, 0);
      columns.get(at).add(passing);
      return passing;
    }

    private int at(Scalar scalar) {
      return column.getOrDefault(scalar, 0);
    }
  }
}
