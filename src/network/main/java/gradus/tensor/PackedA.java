package gradus.tensor;

/**
 * A part of a left operand, where the {@link MicroKernel} finds all numbers at constant distances
 * from one place: its JIT-compiled loop then checks one index instead of {@value Tile#ROWS}, which
 * makes it a fifth faster.
 *
 * @param from where the first number stands
 * @param depth of the summed dimension
 * @param turned whether the columns lie {@link #STEP} apart, instead of the rows
 */
@SuppressWarnings("ArrayRecordComponent") // a window on an array, not a value
record PackedA(float[] data, int from, int rows, int depth, boolean turned) {
  /** The most rows and columns of a block: a row then ends before the next begins. */
  static final int MOST = 512;

  /** How far apart the rows of a matrix are to be so that a block need not copy it. */
  static final int STEP = MicroKernel.NEXT_ROW;

  /** How many numbers such a matrix takes, with what a tile reads behind its last rows. */
  static int room(int rows) {
    return Product.evenly(rows, 1, MicroKernel.ROWS) * STEP + MicroKernel.LANES;
  }

  /** A matrix of at most {@link #MOST} rows and columns as a block, copied unless it lies well. */
  static PackedA of(View a) {
    boolean turned = a.columnStep() != 1;
    View lying = turned ? a.transpose() : a;
    boolean enough = a.data().length >= a.from() + room(lying.rows());
    if (lying.rowStep() == STEP && enough) {
      return new PackedA(a.data(), a.from(), a.rows(), a.columns(), turned);
    }
    float[] copy = Scratch.BLOCK.atLeast(room(lying.rows()));
    for (int i = 0; i < lying.rows(); i++) {
      int source = a.from() + i * lying.rowStep();
      System.arraycopy(a.data(), source, copy, i * STEP, lying.columns());
    }
    return new PackedA(copy, 0, a.rows(), a.columns(), turned);
  }

  /**
   * c = start + a tile's rows·b.
   *
   * @param row the first of these rows, a multiple of {@value Tile#ROWS}
   * @param at the first row of start and c
   */
  void multiply(int row, View b, View start, View c, int at) {
    if (turned) {
      MicroKernelTransposed.multiply(data, from + row, b, start, c, at);
    } else {
      MicroKernel.multiply(data, from + row * STEP, b, start, c, at);
    }
  }
}
