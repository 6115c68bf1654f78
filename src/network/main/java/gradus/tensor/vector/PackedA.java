package gradus.tensor.vector;

/**
 * A part of a left operand, where the {@link MicroKernel} finds all numbers at constant distances
 * from one place: its JIT-compiled loop then checks one index instead of {@value MicroKernel#ROWS},
 * which makes it a fifth faster.
 *
 * @param from where the first number stands
 * @param transposed whether the columns lie {@link #STEP} apart, instead of the rows
 */
@SuppressWarnings("ArrayRecordComponent") // a view of an array, not a value
record PackedA(float[] data, int from, int rows, boolean transposed) {
  /** The most rows and columns: a row then ends before the next begins. */
  static final int MOST = 512;

  /** How far apart the rows of a matrix are to be so that it need not be copied. */
  static final int STEP = MicroKernel.NEXT_ROW;

  /** The length of such a matrix's array, with what the kernel reads behind its last rows. */
  static int room(int rows) {
    return Parallel.evenly(rows, 1, MicroKernel.ROWS) * STEP + MicroKernel.LANES;
  }

  /** Packs a matrix of at most {@link #MOST} rows and columns; copied unless it lies so already. */
  static PackedA of(View a) {
    boolean transposed = a.columnStep() != 1;
    View lying = transposed ? a.transpose() : a;
    boolean enough = a.data().length >= a.from() + room(lying.rows());
    if (lying.rowStep() == STEP && enough) {
      return new PackedA(a.data(), a.from(), a.rows(), transposed);
    }
    float[] copy = Scratch.PACKED_A.atLeast(room(lying.rows()));
    for (int i = 0; i < lying.rows(); i++) {
      int source = a.from() + i * lying.rowStep();
      System.arraycopy(a.data(), source, copy, i * STEP, lying.columns());
    }
    return new PackedA(copy, 0, a.rows(), transposed);
  }

  /**
   * c = start + rows of this matrix·b.
   *
   * @param row the first of these rows, a multiple of {@value MicroKernel#ROWS}
   * @param rows how many, as {@link MicroKernel} has them
   * @param at the first row of start and c
   */
  void multiply(int row, int rows, View b, View start, View c, int at) {
    if (transposed) {
      MicroKernelTransposed.multiply(data, from + row, b, start, c, at, rows);
    } else {
      MicroKernel.multiply(data, from + row * STEP, b, start, c, at, rows);
    }
  }
}
