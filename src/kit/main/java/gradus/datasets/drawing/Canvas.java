package gradus.datasets.drawing;

/** A square picture that forms are painted on, with coverage between 0 and 1 at their edges. */
public final class Canvas {
  private final int side;
  private final double[] light;

  /** A black picture of side×side pixels. */
  public Canvas(int side) {
    this.side = side;
    this.light = new double[side * side * 3];
  }

  /** A colour for every point of the picture; columns and rows run from 0 to 1. */
  @FunctionalInterface
  public interface Wash {
    Rgb at(double column, double row);
  }

  /** Changes every pixel's colour, given its place; columns and rows run from 0 to 1. */
  @FunctionalInterface
  public interface Filter {
    Rgb apply(Rgb colour, double column, double row);
  }

  /** Paints the whole picture. */
  public void fill(Wash wash) {
    filter((colour, column, row) -> wash.at(column, row));
  }

  /** Changes the whole picture. */
  public void filter(Filter filter) {
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int i = 3 * (row * side + column);
        Rgb old = new Rgb(light[i], light[i + 1], light[i + 2]);
        put(i, filter.apply(old, (column + 0.5) / side, (row + 0.5) / side), 1);
      }
    }
  }

  /** Paints a form in one colour. */
  public void paint(Form form, Pose pose, Rgb colour) {
    paint(form, pose, colour, 1);
  }

  /**
   * Paints a form in one colour, darker towards its edge as if it were round.
   *
   * @param edge the brightness at the very edge, 1 for a flat look
   */
  public void paint(Form form, Pose pose, Rgb colour, double edge) {
    double pixels = pose.pixels();
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        double x = pose.x(column + 0.5, row + 0.5);
        double y = pose.y(column + 0.5, row + 0.5);
        double distance = form.distance(x, y) * pixels;
        if (distance < 0.5) {
          double depth = Math.min(1, Math.max(0, -distance) / EDGE_PIXELS);
          Rgb shaded = colour.times(edge + (1 - edge) * depth);
          put(3 * (row * side + column), shaded, Math.min(1, 0.5 - distance));
        }
      }
    }
  }

  /** How far from the outline a rounded form reaches its full brightness. */
  private static final double EDGE_PIXELS = 3;

  private void put(int i, Rgb colour, double coverage) {
    light[i] += coverage * (colour.red() - light[i]);
    light[i + 1] += coverage * (colour.green() - light[i + 1]);
    light[i + 2] += coverage * (colour.blue() - light[i + 2]);
  }

  /** The picture's bytes, three for each pixel (H×W×3). */
  public byte[] colourBytes() {
    byte[] bytes = new byte[light.length];
    for (int i = 0; i < light.length; i++) {
      bytes[i] = quantised(light[i]);
    }
    return bytes;
  }

  /** The red bytes alone, one for each pixel (H×W×1): the brightness of a grey picture. */
  public byte[] greyBytes() {
    byte[] bytes = new byte[side * side];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = quantised(light[3 * i]);
    }
    return bytes;
  }

  private static byte quantised(double light) {
    return (byte) Math.rint(255 * Math.clamp(light, 0, 1));
  }
}
