package gradus.data;

/** The size of one picture: height × width × channels. */
public record Extent(int height, int width, int channels) {

  public Extent {
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "an extent of " + height + "×" + width + "×" + channels + " holds no pixel");
    }
  }

  /**
   * A place up to one length outside of 0 … length − 1, mirrored at the first or last pixel, which
   * is not repeated: −1 becomes 1.
   */
  public static int reflected(int place, int length) {
    int inside = Math.abs(place);
    return inside < length ? inside : 2 * (length - 1) - inside;
  }

  /** Numbers in one picture: D = H·W·C. */
  public int size() {
    return height * width * channels;
  }

  @Override
  public String toString() {
    return height + "×" + width + "×" + channels;
  }
}
