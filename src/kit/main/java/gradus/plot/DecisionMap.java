package gradus.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.function.ToIntFunction;
import org.ejml.data.DMatrixRMaj;

/** The plane in the colours of a classifier's answers, with the examples it has learned from. */
public final class DecisionMap implements Drawing {
  private static final int SIDE = 300;
  private static final int LEFT = 38;
  private static final int BELOW = 20;
  private static final int TOP = 28;

  /** Dots between two questions to the classifier: fine enough for the eye. */
  private static final int STEP = 2;

  private final String title;
  private final DMatrixRMaj points;
  private final int[] labels;
  private final BufferedImage regions;
  private final Frame frame;

  /** The part of the plane that is shown. */
  private record Frame(double left, double top, double scale) {
    static Frame around(DMatrixRMaj points) {
      double left = Double.POSITIVE_INFINITY;
      double right = Double.NEGATIVE_INFINITY;
      double bottom = Double.POSITIVE_INFINITY;
      double top = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < points.numRows; i++) {
        left = Math.min(left, points.get(i, 0));
        right = Math.max(right, points.get(i, 0));
        bottom = Math.min(bottom, points.get(i, 1));
        top = Math.max(top, points.get(i, 1));
      }
      double extent = Math.max(right - left, top - bottom);
      double span = extent > 0 ? 1.2 * extent : 1;
      return new Frame((left + right - span) / 2, (top + bottom + span) / 2, SIDE / span);
    }

    double x(double pixel) {
      return left + pixel / scale;
    }

    double y(double pixel) {
      return top - pixel / scale;
    }
  }

  private DecisionMap(
      String title, DMatrixRMaj points, int[] labels, ToIntFunction<double[]> classifier) {
    this.title = title;
    this.points = points;
    this.labels = labels.clone();
    this.frame = Frame.around(points);
    this.regions = regions(classifier);
  }

  /**
   * Asks a classifier about every spot of the plane around the examples.
   *
   * @param points N×2, one example in a row
   * @param labels the N classes of the examples, from 0
   * @param classifier from a point (x, y) to a class
   */
  public static DecisionMap of(
      String title, DMatrixRMaj points, int[] labels, ToIntFunction<double[]> classifier) {
    if (points.numCols != 2 || points.numRows != labels.length) {
      throw new IllegalArgumentException(
          "a map of decisions needs one label for each point of the plane, received %d×%d points and %d labels"
              .formatted(points.numRows, points.numCols, labels.length));
    }
    return new DecisionMap(title, points, labels, classifier);
  }

  private BufferedImage regions(ToIntFunction<double[]> classifier) {
    int n = SIDE / STEP;
    var image = new BufferedImage(n, n, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double[] spot = {frame.x((j + 0.5) * STEP), frame.y((i + 0.5) * STEP)};
        image.setRGB(j, i, Palette.pale(color(classifier.applyAsInt(spot))).getRGB());
      }
    }
    return image;
  }

  private static Color color(int label) {
    Color[] colors = Palette.series();
    return colors[label % colors.length];
  }

  @Override
  public int width() {
    return LEFT + SIDE + 6;
  }

  @Override
  public int height() {
    return TOP + SIDE + BELOW;
  }

  @Override
  public String description() {
    return "a map of decisions: " + title;
  }

  @Override
  public void draw(Graphics2D g) {
    g.setFont(HouseTheme.TITLE);
    g.setColor(Palette.GREY);
    g.drawString(title, LEFT, 18);
    drawAxes(g);
    g.drawImage(regions, LEFT, TOP, SIDE, SIDE, null);
    g.setStroke(new BasicStroke(1.2f));
    for (int i = 0; i < points.numRows; i++) {
      double x = LEFT + (points.get(i, 0) - frame.left) * frame.scale;
      double y = TOP + (frame.top - points.get(i, 1)) * frame.scale;
      var dot = new Ellipse2D.Double(x - 4, y - 4, 8, 8);
      g.setColor(color(labels[i]));
      g.fill(dot);
      g.setColor(Color.WHITE);
      g.draw(dot);
    }
  }

  /** Round numbers below and to the left. */
  private void drawAxes(Graphics2D g) {
    g.setFont(HouseTheme.TEXT);
    for (double x : Ticks.round(frame.x(0), frame.x(SIDE), 5)) {
      int at = LEFT + (int) Math.round((x - frame.left) * frame.scale);
      String text = TickText.of(x);
      g.fillRect(at, TOP + SIDE, 1, 4);
      g.drawString(text, at - g.getFontMetrics().stringWidth(text) / 2, TOP + SIDE + 16);
    }
    for (double y : Ticks.round(frame.y(SIDE), frame.y(0), 5)) {
      int at = TOP + (int) Math.round((frame.top - y) * frame.scale);
      String text = TickText.of(y);
      g.fillRect(LEFT - 4, at, 4, 1);
      g.drawString(text, LEFT - 7 - g.getFontMetrics().stringWidth(text), at + 4);
    }
  }
}
