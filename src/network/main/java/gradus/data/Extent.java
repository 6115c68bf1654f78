package gradus.data;

/** The size of one picture: height × width × channels. */
public record Extent(int height, int width, int channels) {

  public Extent {
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "an extent of " + height + "×" + width + "×" + channels + " holds no pixel");
    }
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
