package gradus.tensor.vector;

/**
 * The transforms of some tiles: a matrix tiles×channels for each place in a tile.
 *
 * @param data where they stand
 * @param channels or filters
 * @param tileStep from a tile to the next
 * @param rowStep from a place to the one below
 * @param columnStep from a place to the one beside it
 */
@SuppressWarnings("ArrayRecordComponent") // a view of an array, not a value
record WinogradTiles(float[] data, int channels, int tileStep, int rowStep, int columnStep) {
  /** Numbers of a line of the cache. */
  private static final int LINE = 16;

  /** Each matrix laid out as a {@link PackedA}; those of a row of places share one, if they fit. */
  static WinogradTiles left(Scratch scratch, int side, int count, int channels) {
    int room = PackedA.room(count);
    boolean together = side * channels <= PackedA.MOST;
    int row = together ? room : side * room;
    float[] data = scratch.atLeast(side * row + PackedA.MOST);
    return new WinogradTiles(data, channels, PackedA.STEP, row, together ? channels : room);
  }

  /**
   * Each matrix without gaps, and a line of the cache between two of them: multiples of 2 kB apart
   * the numbers of a tile would evict each other.
   */
  static WinogradTiles dense(Scratch scratch, int side, int count, int channels) {
    int plane = count * channels + LINE;
    float[] data = scratch.atLeast(side * side * plane);
    return new WinogradTiles(data, channels, channels, side * plane, plane);
  }

  /** Where the first place of a tile stands. */
  int at(int tile) {
    return tile * tileStep;
  }

  /** The matrix of one place. */
  View place(int row, int column, int count) {
    return new View(data, row * rowStep + column * columnStep, count, channels, tileStep, 1);
  }
}
