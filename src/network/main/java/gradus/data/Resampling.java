package gradus.data;

/** Pictures made of another picture's pixels; what lies outside it is black. */
final class Resampling {
  private Resampling() {}

  /** A coordinate in the old picture, given a place in the new one. */
  @FunctionalInterface
  interface Source {
    int of(int row, int column);
  }

  /** Whether a place belongs to something. */
  @FunctionalInterface
  interface Mask {
    boolean covers(int row, int column);
  }

  /** Each new pixel is one old pixel. */
  static byte[] nearest(byte[] old, Extent extent, Source oldRow, Source oldColumn) {
    byte[] picture = new byte[old.length];
    int channels = extent.channels();
    for (int row = 0, i = 0; row < extent.height(); row++) {
      for (int column = 0; column < extent.width(); column++, i += channels) {
        int r = oldRow.of(row, column);
        int c = oldColumn.of(row, column);
        if (r >= 0 && r < extent.height() && c >= 0 && c < extent.width()) {
          System.arraycopy(old, (r * extent.width() + c) * channels, picture, i, channels);
        }
      }
    }
    return picture;
  }

  /** The old picture with the covered places black. */
  static byte[] masked(byte[] old, Extent extent, Mask mask) {
    return nearest(
        old, extent, (row, column) -> mask.covers(row, column) ? -1 : row, (row, column) -> column);
  }

  /** The old picture turned clockwise around its middle, bilinear between its pixels. */
  static byte[] turned(byte[] old, Extent extent, double angle) {
    byte[] picture = new byte[old.length];
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double middleRow = (extent.height() - 1) / 2.0;
    double middleColumn = (extent.width() - 1) / 2.0;
    for (int i = 0; i < picture.length; i++) {
      int channel = i % extent.channels();
      int place = i / extent.channels();
      double dx = place % extent.width() - middleColumn;
      double dy = Math.floorDiv(place, extent.width()) - middleRow;
      double row = middleRow + cos * dy - sin * dx;
      double column = middleColumn + cos * dx + sin * dy;
      picture[i] = (byte) Math.rint(bilinear(old, extent, channel, row, column));
    }
    return picture;
  }

  private static double bilinear(
      byte[] picture, Extent extent, int channel, double row, double column) {
    int top = (int) Math.floor(row);
    int left = (int) Math.floor(column);
    double down = row - top;
    double right = column - left;
    return (1 - down) * (1 - right) * pixel(picture, extent, channel, top, left)
        + (1 - down) * right * pixel(picture, extent, channel, top, left + 1)
        + down * (1 - right) * pixel(picture, extent, channel, top + 1, left)
        + down * right * pixel(picture, extent, channel, top + 1, left + 1);
  }

  private static int pixel(byte[] picture, Extent extent, int channel, int row, int column) {
    if (row < 0 || row >= extent.height() || column < 0 || column >= extent.width()) {
      return 0;
    }
    return picture[(row * extent.width() + column) * extent.channels() + channel] & 0xFF;
  }
}
