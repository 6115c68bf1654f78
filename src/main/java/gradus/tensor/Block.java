package gradus.tensor;

import jdk.incubator.vector.FloatVector;

/**
 * Rows of a left operand, where the {@link Tile} finds all numbers at constant distances from one
 * place: its JIT-compiled loop then checks one index instead of {@value Tile#ROWS}, which makes it
 * a fifth faster.
 *
 * @param from where the first number stands
 * @param depth of the summed dimension
 * @param turned whether the numbers of a column lie side by side, {@value Tile#ROWS} rows at a
 *     time, instead of those of a row
 */
@SuppressWarnings("ArrayRecordComponent") // a window on an array, not a value
record Block(float[] data, int from, int rows, int depth, boolean turned) {
  /** The most that is summed up at a time: a row then ends before the next begins. */
  static final int DEPTH = 512;

  /** How far apart the rows of a matrix are to be so that a block need not copy it. */
  static final int ROW_STEP = Tile.NEXT_ROW;

  /** How many numbers such a matrix takes, with what a tile reads behind its last rows. */
  static int room(int rows) {
    return Product.evenly(rows, 1, Tile.ROWS) * ROW_STEP + Tile.LANES;
  }

  /** A matrix of at most {@link #DEPTH} columns as a block, copied unless it lies well already. */
  static Block of(View a) {
    if (a.columnStep() != 1) {
      return turned(a);
    }
    boolean enough = a.data().length >= a.from() + room(a.rows());
    if (a.rowStep() == ROW_STEP && enough) {
      return new Block(a.data(), a.from(), a.rows(), a.columns(), false);
    }
    float[] copy = Scratch.BLOCK.atLeast(room(a.rows()));
    for (int i = 0; i < a.rows(); i++) {
      System.arraycopy(a.data(), a.from() + i * a.rowStep(), copy, i * ROW_STEP, a.columns());
    }
    return new Block(copy, 0, a.rows(), a.columns(), false);
  }

  private static Block turned(View a) {
    int depth = a.columns();
    float[] copy =
        Scratch.BLOCK.atLeast(Product.evenly(a.rows(), 1, Tile.ROWS) * depth + Tile.LANES);
    for (int i = 0; i < a.rows(); i += Tile.ROWS) {
      int rows = Math.min(Tile.ROWS, a.rows() - i);
      for (int k = 0; k < depth; k++) {
        int source = a.from() + i + k * a.columnStep();
        copy(a.data(), source, copy, i * depth + k * Tile.ROWS, rows);
      }
    }
    return new Block(copy, 0, a.rows(), depth, true);
  }

  /** Whole vectors where there is room; what comes too much is overwritten by the next column. */
  private static void copy(float[] from, int source, float[] to, int target, int rows) {
    if (source + Tile.ROWS + Tile.LANES > from.length) {
      System.arraycopy(from, source, to, target, rows);
      return;
    }
    for (int i = 0; i < Tile.ROWS; i += Tile.LANES) {
      FloatVector.fromArray(Tile.SPECIES, from, source + i).intoArray(to, target + i);
    }
  }

  /** c = start + these rows·b from a row on, a multiple of {@value Tile#ROWS}. */
  void multiply(int row, View b, View start, View c) {
    if (turned) {
      TurnedTile.multiply(data, from + row * depth, b, start, c);
    } else {
      Tile.multiply(data, from + row * ROW_STEP, b, start, c);
    }
  }
}
