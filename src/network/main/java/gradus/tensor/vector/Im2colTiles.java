package gradus.tensor.vector;

/**
 * The patches of images, cut into tiles that stay in the second-level cache: some positions of the
 * window by some taps.
 */
record Im2colTiles(Patches patches, int tapStep) {
  /** Positions of a tile. */
  static final int LENGTH = 16 * MicroKernel.ROWS;

  /** Columns of a tile, about. */
  private static final int COLUMNS = 512;

  Im2colTiles(Patches patches) {
    int columns = patches.taps() * patches.channels();
    this(patches, Parallel.evenly(patches.taps(), Math.ceilDiv(columns, COLUMNS), 1));
  }

  /** What is done with {@code count} positions, images or taps from the first one on. */
  interface Part {
    void process(int first, int count);
  }

  /** One part of the taps after the other. */
  void overTaps(Part part) {
    for (int tap = 0; tap < patches.taps(); tap += tapStep) {
      part.process(tap, Math.min(tapStep, patches.taps() - tap));
    }
  }

  /** The rows of the weights that belong to these taps. */
  View weights(View weight, int tap, int taps) {
    return weight.rows(tap * patches.channels(), taps * patches.channels());
  }

  /** Cuts positions into tiles of about the same length. */
  static void over(int positions, Part part) {
    int step =
        Parallel.evenly(positions, Math.ceilDiv(positions, 9 * LENGTH / 8), MicroKernel.ROWS);
    for (int i = 0; i < positions; i += step) {
      part.process(i, Math.min(step, positions - i));
    }
  }

  /** Splits all positions among the threads, tile by tile. */
  void overAll(Part part) {
    int tiles = Math.ceilDiv(patches.positions(), LENGTH);
    int perTask = Math.max(1, Math.ceilDiv(tiles, 64));
    Parallel.split(
        Math.ceilDiv(tiles, perTask),
        task -> {
          int end = Math.min(tiles, (task + 1) * perTask);
          for (int i = task * perTask; i < end; i++) {
            int position = i * LENGTH;
            part.process(position, Math.min(LENGTH, patches.positions() - position));
          }
        });
  }

  /** Splits whole images among the threads: as many at a time as fill tiles well. */
  void overImages(Part part) {
    int perTask = imagesAtOnce();
    Parallel.split(
        Math.ceilDiv(patches.images(), perTask),
        task -> {
          int image = task * perTask;
          part.process(image, Math.min(perTask, patches.images() - image));
        });
  }

  int imagesAtOnce() {
    return Math.max(1, 3 * LENGTH / 2 / Math.max(1, patches.perImage()));
  }
}
