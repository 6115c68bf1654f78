package gradus.plot;

import gradus.plot.graph.GraphStop;
import gradus.plot.graph.GraphStop.Link;
import gradus.scalar.Scalar;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A column of a drawn graph, and where it is from left to right.
 *
 * @param start from where arriving wires run level
 * @param right of the gates
 * @param end up to where leaving wires run level
 */
record GraphColumn(List<GraphStop> stops, double start, double right, double end) {
  /** The height of a gate, and its least width. */
  static final double GATE = 30;

  private static final double PADDING = 14;

  /** Columns beside each other, as wide as what is written in them. */
  static List<GraphColumn> sideBySide(
      List<List<GraphStop>> columns, GraphNumbers numbers, double left) {
    List<GraphColumn> result = new ArrayList<>();
    double x = left;
    for (List<GraphStop> stops : columns) {
      double start = x + bend(stops);
      double right = start + approach(stops, numbers) + widest(values(stops), GraphColumn::width);
      x = right + PADDING + widest(values(stops), scalar -> written(scalar, numbers));
      result.add(new GraphColumn(stops, start, right, x));
    }
    return result;
  }

  /** The width of a gate or an input. */
  static double width(Scalar scalar) {
    Font font = GraphNumbers.isInput(scalar) ? GraphNumbers.NAME : GraphNumbers.NUMBER;
    return Math.max(GATE, GraphNumbers.width(font, GraphNumbers.face(scalar)) + PADDING);
  }

  /** Room for the curves into a column: more, the higher they have to climb. */
  private static double bend(List<GraphStop> stops) {
    double climb = widest(links(stops), link -> Math.abs(link.arrival() - link.from().y()));
    return climb < 1 ? 0 : 16 + Math.min(44, 0.4 * climb);
  }

  /** Room for the numbers on wires that are one of several ways. */
  private static double approach(List<GraphStop> stops, GraphNumbers numbers) {
    return 8
        + widest(
            links(stops).flatMap(link -> numbers.share(link).stream()),
            share -> GraphNumbers.width(GraphNumbers.SMALL, share) + 4);
  }

  /** The width of the numbers on the wire of a value. */
  private static double written(Scalar scalar, GraphNumbers numbers) {
    return widest(
        Stream.concat(Stream.of(numbers.value(scalar)), numbers.gradient(scalar).stream()),
        text -> GraphNumbers.width(GraphNumbers.NUMBER, text));
  }

  private static Stream<Scalar> values(List<GraphStop> stops) {
    return stops.stream().flatMap(stop -> stop.scalar().stream());
  }

  private static Stream<Link> links(List<GraphStop> stops) {
    return stops.stream().flatMap(stop -> stop.sources().stream());
  }

  private static <T> double widest(Stream<T> things, ToDoubleFunction<T> width) {
    return things.mapToDouble(width).max().orElse(0);
  }
}
