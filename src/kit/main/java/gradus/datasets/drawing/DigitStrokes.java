package gradus.datasets.drawing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The ten digits as pen strokes, each a path through a few points in a box of x from −0.6 to 0.6
 * and y from −1 (top) to 1; digits that people write in two ways come in both.
 */
final class DigitStrokes {
  private DigitStrokes() {}

  /** The strokes of one digit, its points moved a little at random, of the given half width. */
  static Form draw(int digit, double halfWidth, double wobble, Dice dice) {
    return strokes(digit, dice).stream()
        .map(path -> Form.stroke(halfWidth, path.wobbled(wobble, dice).points()))
        .reduce(Form::or)
        .orElseThrow();
  }

  private static List<Path> strokes(int digit, Dice dice) {
    boolean second = dice.chance(0.5);
    return switch (digit) {
      case 0 -> List.of(ZERO);
      case 1 -> second ? List.of(ONE) : List.of(ONE, ONE_FOOT);
      case 2 -> List.of(TWO, TWO_BASE);
      case 3 -> List.of(THREE_TOP, THREE_BOTTOM);
      case 4 -> second ? List.of(FOUR_OPEN, FOUR_STEM) : List.of(FOUR_CLOSED);
      case 5 -> List.of(FIVE_TOP, FIVE_BELLY);
      case 6 -> List.of(SIX);
      case 7 -> second ? List.of(SEVEN_TOP, SEVEN) : List.of(SEVEN_TOP, SEVEN, SEVEN_BAR);
      case 8 -> List.of(EIGHT);
      default -> second ? List.of(NINE, NINE_STRAIGHT) : List.of(NINE, NINE_BENT);
    };
  }

  private static final Path ZERO =
      Path.curve(
          .1, -1, -.3, -.88, -.55, -.35, -.55, .35, -.3, .88, .05, 1, .4, .8, .57, .3, .57, -.35,
          .38, -.85, .1, -1);
  private static final Path ONE = Path.line(-.4, -.55, .05, -1, .05, 1);
  private static final Path ONE_FOOT = Path.line(-.4, 1, .45, 1);
  private static final Path TWO =
      Path.curve(-.55, -.55, -.35, -.92, .1, -1, .5, -.75, .45, -.25, 0, .35, -.57, .95);
  private static final Path TWO_BASE = Path.line(-.57, .95, .6, .95);
  private static final Path THREE_TOP =
      Path.curve(-.5, -.8, 0, -1, .48, -.75, .4, -.25, -.12, -.06);
  private static final Path THREE_BOTTOM =
      Path.curve(-.12, -.06, .42, .1, .57, .5, .3, .92, -.15, 1, -.57, .75);
  private static final Path FOUR_OPEN = Path.line(-.32, -.95, -.55, .2, .6, .2);
  private static final Path FOUR_STEM = Path.line(.3, -.35, .25, 1);
  private static final Path FOUR_CLOSED = Path.line(.62, .35, -.6, .35, .25, -1, .25, 1);
  private static final Path FIVE_TOP = Path.line(.52, -.95, -.4, -.95, -.48, -.1);
  private static final Path FIVE_BELLY =
      Path.curve(-.48, -.1, .05, -.22, .5, .08, .52, .55, .2, .93, -.2, 1, -.57, .78);
  private static final Path SIX =
      Path.curve(
          .4, -.95, -.08, -.7, -.48, -.05, -.5, .55, -.12, .98, .35, .88, .53, .42, .2, .02, -.22,
          .12, -.5, .5);
  private static final Path SEVEN_TOP = Path.line(-.55, -.95, .55, -.95);
  private static final Path SEVEN = Path.curve(.55, -.95, .22, -.25, -.05, .4, -.15, 1);
  private static final Path SEVEN_BAR = Path.line(-.28, .03, .45, .03);
  private static final Path EIGHT =
      Path.curve(
          0, -.08, .42, -.4, .38, -.83, 0, -1, -.38, -.83, -.42, -.4, 0, -.08, .5, .32, .48, .8, 0,
          1, -.48, .8, -.5, .32, 0, -.08);
  private static final Path NINE =
      Path.curve(
          .47, -.55, .25, -.95, -.15, -1, -.5, -.72, -.45, -.25, -.08, -.08, .32, -.22, .47, -.55);
  private static final Path NINE_STRAIGHT = Path.line(.47, -.65, .42, 1);
  private static final Path NINE_BENT = Path.curve(.47, -.55, .5, .1, .35, .75, -.05, 1, -.42, .88);

  /** A row of points to be joined by straight lines or by a smooth curve. */
  private record Path(boolean smooth, List<Double> corners) {
    /** Straight pieces that stand for one piece of a curve. */
    private static final int PIECES = 5;

    static Path line(double... corners) {
      return new Path(false, boxed(corners));
    }

    static Path curve(double... corners) {
      return new Path(true, boxed(corners));
    }

    private static List<Double> boxed(double... numbers) {
      return Arrays.stream(numbers).boxed().toList();
    }

    Path wobbled(double wobble, Dice dice) {
      return new Path(smooth, corners.stream().map(c -> c + dice.normal(wobble)).toList());
    }

    double[] points() {
      if (!smooth) {
        return corners.stream().mapToDouble(c -> c).toArray();
      }
      var points = new ArrayList<Double>();
      int last = corners.size() / 2 - 1;
      for (int i = 0; i < last; i++) {
        for (int piece = 0; piece < PIECES; piece++) {
          points.add(spline(i, 0, piece / (double) PIECES));
          points.add(spline(i, 1, piece / (double) PIECES));
        }
      }
      points.add(coordinate(last, 0));
      points.add(coordinate(last, 1));
      return points.stream().mapToDouble(c -> c).toArray();
    }

    /** Catmull and Rom's cubic through four points, from the second (t = 0) to the third. */
    private double spline(int i, int axis, double t) {
      double p0 = coordinate(i - 1, axis);
      double p1 = coordinate(i, axis);
      double p2 = coordinate(i + 1, axis);
      double p3 = coordinate(i + 2, axis);
      double slope = p2 - p0;
      double bend = 2 * p0 - 5 * p1 + 4 * p2 - p3;
      double twist = 3 * p1 - p0 - 3 * p2 + p3;
      return p1 + 0.5 * t * (slope + t * (bend + t * twist));
    }

    private double coordinate(int i, int axis) {
      return corners.get(2 * Math.clamp(i, 0, corners.size() / 2 - 1) + axis);
    }
  }
}
