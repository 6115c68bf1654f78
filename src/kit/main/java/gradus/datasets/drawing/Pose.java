package gradus.datasets.drawing;

/**
 * How a form stands in a picture: turned, slanted, scaled and moved. Maps a pixel back to the
 * form's own coordinates.
 *
 * @param xx form x per pixel column
 * @param xy form x per pixel row
 * @param yx form y per pixel column
 * @param yy form y per pixel row
 * @param column where the form's origin lies, in pixels
 * @param row where the form's origin lies, in pixels
 */
public record Pose(double xx, double xy, double yx, double yy, double column, double row) {

  /** A form of unit size drawn upright, its unit so many pixels long. */
  public static Pose at(double column, double row, double pixels) {
    return new Pose(1 / pixels, 0, 0, 1 / pixels, column, row);
  }

  /** The same pose, turned by an angle in radians; positive turns right towards down. */
  public Pose turned(double angle) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    return new Pose(
        xx * cos - xy * sin,
        xx * sin + xy * cos,
        yx * cos - yy * sin,
        yx * sin + yy * cos,
        column,
        row);
  }

  /** The same pose leaning to the right by so much of its height, and wider or narrower. */
  public Pose slanted(double slant, double width) {
    return new Pose((xx + slant * yx) / width, (xy + slant * yy) / width, yx, yy, column, row);
  }

  /** The same pose seen in a mirror: left and right change places. */
  public Pose mirrored() {
    return new Pose(-xx, -xy, yx, yy, column, row);
  }

  double x(double pixelColumn, double pixelRow) {
    return xx * (pixelColumn - column) + xy * (pixelRow - row);
  }

  double y(double pixelColumn, double pixelRow) {
    return yx * (pixelColumn - column) + yy * (pixelRow - row);
  }

  /** Pixels per unit of the form, the mean over all directions. */
  double pixels() {
    return 1 / Math.sqrt(Math.abs(xx * yy - xy * yx));
  }
}
