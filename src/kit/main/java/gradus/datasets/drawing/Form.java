package gradus.datasets.drawing;

/**
 * A shape in the plane, given by the signed distance to its outline: negative inside. The y axis
 * points down, as rows do.
 */
@FunctionalInterface
public interface Form {

  /** Distance from the point to the outline, in the form's own unit; negative inside. */
  double distance(double x, double y);

  /** A disc around the origin. */
  static Form disc(double radius) {
    return (x, y) -> Math.sqrt(x * x + y * y) - radius;
  }

  /**
   * An ellipse around the origin with these half axes. Exact on the outline, and nearly so close to
   * it, which is all that anti-aliasing looks at.
   */
  static Form ellipse(double a, double b) {
    return (x, y) -> {
      double level = Math.sqrt(x * x / (a * a) + y * y / (b * b));
      double slope = Math.sqrt(x * x / (a * a * a * a) + y * y / (b * b * b * b));
      return slope == 0 ? -Math.min(a, b) : level * (level - 1) / slope;
    };
  }

  /** A box around the origin with these half sides and rounded corners. */
  static Form box(double a, double b, double corner) {
    return (x, y) -> {
      double dx = Math.abs(x) - a + corner;
      double dy = Math.abs(y) - b + corner;
      double outside = Math.sqrt(square(Math.max(dx, 0)) + square(Math.max(dy, 0)));
      return outside + Math.min(Math.max(dx, dy), 0) - corner;
    };
  }

  /** A stroke of the given half width along a path of points x₀, y₀, x₁, y₁, … */
  static Form stroke(double halfWidth, double... path) {
    double[] points = path.clone();
    return (x, y) -> {
      double nearest = Double.MAX_VALUE;
      for (int i = 0; i + 3 < points.length; i += 2) {
        nearest = Math.min(nearest, squareToSegment(points, i, i + 2, x, y));
      }
      return Math.sqrt(nearest) - halfWidth;
    };
  }

  /** A polygon with these corners x₀, y₀, x₁, y₁, … */
  static Form polygon(double... corners) {
    double[] points = corners.clone();
    return (x, y) -> {
      double nearest = Double.MAX_VALUE;
      boolean inside = false;
      int previous = points.length - 2;
      for (int i = 0; i < points.length; i += 2) {
        nearest = Math.min(nearest, squareToSegment(points, previous, i, x, y));
        inside ^= crosses(points, previous, i, x, y);
        previous = i;
      }
      return inside ? -Math.sqrt(nearest) : Math.sqrt(nearest);
    };
  }

  /** This form, shifted. */
  default Form at(double dx, double dy) {
    return (x, y) -> distance(x - dx, y - dy);
  }

  /** This form, turned around the origin; a positive angle in radians turns x towards y. */
  default Form turned(double angle) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    return (x, y) -> distance(cos * x + sin * y, cos * y - sin * x);
  }

  /** All points of this form or the other. */
  default Form or(Form other) {
    return (x, y) -> Math.min(distance(x, y), other.distance(x, y));
  }

  /** The points of this form that are in the other too. */
  default Form within(Form other) {
    return (x, y) -> Math.max(distance(x, y), other.distance(x, y));
  }

  /** The points of this form that are not in the other. */
  default Form without(Form other) {
    return (x, y) -> Math.max(distance(x, y), -other.distance(x, y));
  }

  private static double squareToSegment(double[] p, int from, int to, double x, double y) {
    double ax = x - p[from];
    double ay = y - p[from + 1];
    double bx = p[to] - p[from];
    double by = p[to + 1] - p[from + 1];
    double length = bx * bx + by * by;
    double t = length == 0 ? 0 : Math.clamp((ax * bx + ay * by) / length, 0, 1);
    return square(ax - t * bx) + square(ay - t * by);
  }

  private static boolean crosses(double[] p, int from, int to, double x, double y) {
    double y0 = p[from + 1];
    double y1 = p[to + 1];
    return (y0 > y) != (y1 > y) && x < p[from] + (y - y0) / (y1 - y0) * (p[to] - p[from]);
  }

  private static double square(double a) {
    return a * a;
  }
}
