package gradus.plot;

import gradus.plot.graph.GraphStop.Link;
import gradus.scalar.Gradients;
import gradus.scalar.Scalar;
import gradus.scalar.Wire;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is written on a drawn graph.
 *
 * @param gradients none before going back
 */
record GraphNumbers(Scalar output, Optional<Gradients> gradients) {
  static final Font NUMBER = HouseTheme.TEXT;
  static final Font SMALL = NUMBER.deriveFont(11f);
  static final Font NAME = NUMBER.deriveFont(Font.BOLD);

  String value(Scalar scalar) {
    return number(scalar.value());
  }

  Optional<String> gradient(Scalar scalar) {
    return gradients.map(all -> number(all.of(scalar)));
  }

  /** What comes back on a wire into a gate, if its value goes other ways too. */
  Optional<String> share(Link link) {
    return link.oneOfSeveral() ? carried(link).map(GraphNumbers::number) : Optional.empty();
  }

  /** Whether any gradient comes back to a value; before going back all wires look alive. */
  boolean alive(Scalar scalar) {
    return gradients.map(all -> all.of(scalar) != 0).orElse(true);
  }

  /** Whether any gradient comes back on a wire. */
  boolean alive(Link link) {
    return link.to().scalar().isPresent()
        ? carried(link).map(gradient -> gradient != 0).orElse(true)
        : link.to().targets().stream().anyMatch(this::alive);
  }

  private Optional<Double> carried(Link link) {
    return gradients.flatMap(
        all -> link.to().scalar().map(gate -> all.of(gate) * operand(gate, link).slope()));
  }

  private static Wire operand(Scalar gate, Link link) {
    return gate.inputs().get(link.operand());
  }

  /** What is written on a gate, or on an input. */
  static String face(Scalar scalar) {
    return isInput(scalar) ? scalar.name() : scalar.gate();
  }

  static boolean isInput(Scalar scalar) {
    return scalar.inputs().isEmpty();
  }

  /** For example {@code a graph of 5 values: f = −12, df/dx = −4, df/dy = −4, df/dz = 3}. */
  String description() {
    List<Scalar> graph = output.graph();
    String slopes =
        graph.stream()
            .filter(GraphNumbers::isInput)
            .flatMap(
                input ->
                    gradient(input).stream()
                        .map(g -> ", d%s/d%s = %s".formatted(output.name(), input.name(), g)))
            .collect(Collectors.joining());
    String name = output.name().isEmpty() ? "the output" : output.name();
    return "a graph of %d values: %s = %s%s".formatted(graph.size(), name, value(output), slopes);
  }

  /** Four digits after the point, without zeros at the end; tiny and huge ones with a power. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
    }
    double size = Math.abs(value);
    boolean plain = value == 0 || (size >= 1e-3 && size < 1e5);
    String text = String.format(Locale.ROOT, plain ? "%.4f" : "%.2e", value);
    String shortest = plain ? text.replaceFirst("\\.?0+$", "") : text;
    return shortest.equals("-0") ? "0" : shortest.replace('-', '−');
  }

  static void write(Graphics2D g, Font font, Color color, String text, double x, double y) {
    g.setFont(font);
    g.setColor(color);
    g.drawString(text, (float) x, (float) y);
  }

  static double width(Font font, String text) {
    return font.getStringBounds(text, new FontRenderContext(null, true, true)).getWidth();
  }
}
