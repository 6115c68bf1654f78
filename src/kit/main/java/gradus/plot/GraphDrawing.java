package gradus.plot;

import gradus.plot.graph.GraphLayout;
import gradus.plot.graph.GraphStop;
import gradus.plot.graph.GraphStop.Link;
import gradus.scalar.Gradients;
import gradus.scalar.Scalar;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The graph of a scalar: inputs and gates from left to right, and on each wire its value and, below
 * it, the gradient.
 *
 * <p>Where a value goes several ways, each of them shows what comes back on it, and the value shows
 * the sum. A wire on which nothing comes back is dotted.
 */
public final class GraphDrawing implements Drawing {
  /** A graph of more values than this is no picture any more. */
  private static final int MOST = 100;

  private static final double MARGIN = 6;
  private static final double ARROW = 26;
  private static final int LEGEND = 24;
  private static final BasicStroke LINE = new BasicStroke(1.4f);
  private static final BasicStroke DOTS =
      new BasicStroke(
          1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {1, 4}, 0);

  private final Scalar output;
  private final GraphNumbers numbers;
  private final List<GraphColumn> columns;

  private GraphDrawing(Scalar output, Optional<Gradients> gradients) {
    if (!canShow(output)) {
      throw new IllegalArgumentException(
          "a drawn graph has at most %d values, received one of %,d; draw a part of it"
              .formatted(MOST, output.graph().size()));
    }
    this.output = output;
    this.numbers = new GraphNumbers(output, gradients);
    this.columns = GraphColumn.sideBySide(GraphLayout.of(output).columns(), numbers, MARGIN);
  }

  /** The values alone, as they are before going back. */
  public static GraphDrawing of(Scalar output) {
    return new GraphDrawing(output, Optional.empty());
  }

  /** The values and the gradients. */
  public static GraphDrawing of(Gradients gradients) {
    return new GraphDrawing(gradients.output(), Optional.of(gradients));
  }

  /**
   * A graph of another class: the values, and the gradients that they hold if it has gone back.
   *
   * @param look what is drawn of a value
   */
  public static <V> GraphDrawing of(V output, Function<V, GraphNode<V>> look) {
    Gradients gradients = GraphNode.gradients(output, look);
    boolean back = gradients.of(gradients.output()) != 0;
    return back ? of(gradients) : of(gradients.output());
  }

  static boolean canShow(Scalar output) {
    return output.graph().size() <= MOST;
  }

  @Override
  public int width() {
    double name = GraphNumbers.width(GraphNumbers.NAME, output.name());
    return (int) Math.ceil(columns.getLast().end() + ARROW + 6 + name + MARGIN);
  }

  @Override
  public int height() {
    double lowest =
        columns.stream()
            .flatMap(column -> column.stops().stream())
            .mapToDouble(stop -> stop.y() + stop.room())
            .max()
            .orElse(0);
    return (int) Math.ceil(top() + lowest + MARGIN);
  }

  private int top() {
    return numbers.gradients().isPresent() ? LEGEND : 0;
  }

  @Override
  public String description() {
    return numbers.description();
  }

  @Override
  public void draw(Graphics2D graphics) {
    Graphics2D g = (Graphics2D) graphics.create();
    if (numbers.gradients().isPresent()) {
      drawLegend(g);
    }
    g.translate(0, top());
    for (int i = 1; i < columns.size(); i++) {
      for (GraphStop stop : columns.get(i).stops()) {
        for (Link link : stop.sources()) {
          drawLink(g, link, columns.get(i - 1), columns.get(i));
        }
      }
    }
    for (GraphColumn column : columns) {
      column.stops().forEach(stop -> drawStop(g, stop, column));
    }
    drawOutput(g);
    g.dispose();
  }

  private void drawLegend(Graphics2D g) {
    String of = output.name().isEmpty() ? "gradient" : "gradient of " + output.name();
    double value = GraphNumbers.width(GraphNumbers.NUMBER, "value");
    GraphNumbers.write(g, GraphNumbers.NUMBER, Palette.GREEN, "value", MARGIN, 14);
    GraphNumbers.write(g, GraphNumbers.NUMBER, Palette.VERMILLION, of, MARGIN + value + 14, 14);
  }

  private void drawLink(Graphics2D g, Link link, GraphColumn from, GraphColumn to) {
    double y = link.arrival();
    double middle = (from.end() + to.start()) / 2;
    var path = new Path2D.Double();
    path.moveTo(from.end(), link.from().y());
    path.curveTo(middle, link.from().y(), middle, y, to.start(), y);
    path.lineTo(link.to().scalar().isPresent() ? to.right() - GraphColumn.GATE / 2 : to.end(), y);
    drawWire(g, path, numbers.alive(link));
    double below = link.rise() > 0 ? 12 : -4;
    numbers
        .share(link)
        .ifPresent(
            share ->
                GraphNumbers.write(
                    g, GraphNumbers.SMALL, Palette.VERMILLION, share, to.start() + 2, y + below));
  }

  private void drawStop(Graphics2D g, GraphStop stop, GraphColumn column) {
    stop.scalar().ifPresent(scalar -> drawValue(g, scalar, stop.y(), column));
    if (stop.targets().size() > 1) {
      g.setColor(Palette.GREY);
      g.fill(new Ellipse2D.Double(column.end() - 2.5, stop.y() - 2.5, 5, 5));
    }
  }

  private void drawValue(Graphics2D g, Scalar scalar, double y, GraphColumn column) {
    var wire = new Line2D.Double(column.right(), y, column.end(), y);
    drawWire(g, wire, numbers.alive(scalar));
    drawFace(g, scalar, column.right() - GraphColumn.width(scalar) / 2, y);
    double x = column.right() + 6;
    GraphNumbers.write(g, GraphNumbers.NUMBER, Palette.GREEN, numbers.value(scalar), x, y - 5);
    numbers
        .gradient(scalar)
        .ifPresent(
            text ->
                GraphNumbers.write(g, GraphNumbers.NUMBER, Palette.VERMILLION, text, x, y + 14));
  }

  private void drawFace(Graphics2D g, Scalar scalar, double x, double y) {
    boolean input = GraphNumbers.isInput(scalar);
    double width = GraphColumn.width(scalar);
    double height = input ? 24 : GraphColumn.GATE;
    double round = input ? 10 : height;
    var shape =
        new RoundRectangle2D.Double(x - width / 2, y - height / 2, width, height, round, round);
    g.setColor(input ? Palette.pale(Palette.SKY) : Color.WHITE);
    g.fill(shape);
    g.setColor(input ? Palette.BLUE : Palette.INK);
    g.setStroke(LINE);
    g.draw(shape);
    Font font = input ? GraphNumbers.NAME : GraphNumbers.NUMBER;
    centre(g, font, Palette.INK, GraphNumbers.face(scalar), x, y);
    if (!input && scalar != output) {
      centre(g, GraphNumbers.NAME, Palette.GREY, scalar.name(), x, y - height / 2 - 9);
    }
  }

  private void drawOutput(Graphics2D g) {
    double x = columns.getLast().end();
    double y = columns.getLast().stops().getFirst().y();
    drawWire(g, new Line2D.Double(x, y, x + ARROW - 8, y), true);
    var head = new Path2D.Double();
    head.moveTo(x + ARROW, y);
    head.lineTo(x + ARROW - 9, y - 4.5);
    head.lineTo(x + ARROW - 9, y + 4.5);
    g.fill(head);
    if (!GraphNumbers.isInput(output)) {
      GraphNumbers.write(g, GraphNumbers.NAME, Palette.GREY, output.name(), x + ARROW + 6, y + 4);
    }
  }

  private static void drawWire(Graphics2D g, Shape wire, boolean alive) {
    g.setColor(Palette.GREY);
    g.setStroke(alive ? LINE : DOTS);
    g.draw(wire);
  }

  private static void centre(
      Graphics2D g, Font font, Color color, String text, double x, double y) {
    double left = x - GraphNumbers.width(font, text) / 2;
    GraphNumbers.write(
        g, font, color, text, left, y + g.getFontMetrics(font).getAscent() / 2.0 - 2);
  }
}
