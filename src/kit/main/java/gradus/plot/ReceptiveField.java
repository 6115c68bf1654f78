package gradus.plot;

import gradus.tensor.Window;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Which pixels one unit of the last layer sees, through all layers below it: a stack of
 * convolutions and poolings from the side, of which one row of pixels is drawn.
 *
 * <pre>{@code
 * show(ReceptiveField.of(12).layer("3×3", Window.square(3)).layer("3×3", Window.square(3)));
 * }</pre>
 *
 * @param pixels the width of the picture
 * @param layers from the picture upward
 */
public record ReceptiveField(int pixels, List<Stage> layers) implements Drawing {
  private static final int CELL = 22;
  private static final int STEP = 62;
  private static final int NAME = 230;

  /** A layer under its name. */
  public record Stage(String name, Window window) {}

  /** The units from {@code first} to {@code last} of a row. */
  private record Interval(int first, int last) {
    int size() {
      return last - first + 1;
    }

    /** What these units see in the row below. */
    Interval below(Window window) {
      int start = first * window.stride() - window.padding();
      int end = last * window.stride() - window.padding() + window.width() - 1;
      return new Interval(start, end);
    }
  }

  public ReceptiveField {
    layers = List.copyOf(layers);
  }

  /** A picture of this many pixels in a row, and no layer yet. */
  public static ReceptiveField of(int pixels) {
    return new ReceptiveField(pixels, List.of());
  }

  /**
   * The same with one more layer on top.
   *
   * @throws IllegalArgumentException if the window does not fit into the row below
   */
  public ReceptiveField layer(String name, Window window) {
    int width = widths().getLast();
    if (window.outputWidth(width) < 1) {
      throw new IllegalArgumentException(
          "a %s does not fit into a row of %d; use a wider picture or fewer layers"
              .formatted(window, width));
    }
    List<Stage> more = new ArrayList<>(layers);
    more.add(new Stage(name, window));
    return new ReceptiveField(pixels, more);
  }

  /** How many pixels in a row one unit of the last layer sees, those in the padding included. */
  public int size() {
    return seen().getFirst().size();
  }

  /** The width of each row, from the picture upward. */
  private List<Integer> widths() {
    List<Integer> widths = new ArrayList<>(List.of(pixels));
    for (Stage layer : layers) {
      widths.add(layer.window.outputWidth(widths.getLast()));
    }
    return widths;
  }

  /** What the middle unit of the last layer sees in each row, from the picture upward. */
  private List<Interval> seen() {
    int middle = (widths().getLast() - 1) / 2;
    List<Interval> seen = new ArrayList<>(List.of(new Interval(middle, middle)));
    for (Stage layer : layers.reversed()) {
      seen.addFirst(seen.getFirst().below(layer.window));
    }
    return seen;
  }

  @Override
  public int width() {
    return pixels * CELL + NAME;
  }

  @Override
  public int height() {
    return layers.size() * STEP + CELL + 8;
  }

  @Override
  public String description() {
    return "the receptive field of %d layers: %d pixels wide".formatted(layers.size(), size());
  }

  @Override
  public void draw(Graphics2D g) {
    List<Integer> widths = widths();
    List<Interval> seen = seen();
    g.setFont(HouseTheme.TEXT);
    for (int row = 0; row < widths.size(); row++) {
      if (row > 0) {
        drawCone(g, row, seen.get(row), seen.get(row - 1));
      }
    }
    for (int row = 0; row < widths.size(); row++) {
      drawRow(g, row, widths.get(row), seen.get(row));
      g.setColor(Palette.GREY);
      String name = row == 0 ? "picture" : layers.get(row - 1).name;
      String units = seen.get(row).size() == 1 ? "1 unit" : seen.get(row).size() + " seen";
      g.drawString(name + ": " + units, pixels * CELL + 14, y(row) + 15);
    }
  }

  private void drawRow(Graphics2D g, int row, int width, Interval seen) {
    for (int i = 0; i < width; i++) {
      boolean lit = i >= seen.first && i <= seen.last;
      g.setColor(lit ? Palette.ORANGE : Palette.pale(Palette.SKY));
      g.fillRect((int) x(row, i), y(row), CELL - 2, CELL - 2);
    }
  }

  private void drawCone(Graphics2D g, int row, Interval above, Interval below) {
    g.setColor(new Color((Palette.ORANGE.getRGB() & 0xFFFFFF) | 0x60000000, true));
    g.setStroke(new BasicStroke(1.2f));
    int[] xs = {
      (int) x(row, above.first),
      (int) x(row, above.last) + CELL - 2,
      (int) x(row - 1, below.last) + CELL - 2,
      (int) x(row - 1, below.first)
    };
    int[] ys = {y(row) + CELL - 2, y(row) + CELL - 2, y(row - 1), y(row - 1)};
    g.fillPolygon(xs, ys, 4);
  }

  private int y(int row) {
    return 4 + (layers.size() - row) * STEP;
  }

  /** The left edge of a unit, which stands above the middle of what it sees. */
  private double x(int row, int unit) {
    if (row == 0) {
      return (double) unit * CELL;
    }
    Interval below = new Interval(unit, unit).below(layers.get(row - 1).window);
    return (x(row - 1, below.first) + x(row - 1, below.last)) / 2;
  }
}
