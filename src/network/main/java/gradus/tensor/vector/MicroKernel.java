package gradus.tensor.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro-kernel: a tile of the result, {@value #ROWS} rows by two vectors of columns, that stays
 * in registers while the summed dimension runs by.
 *
 * <p>Each step loads two vectors of b and {@value #ROWS} single numbers of a, and does 24
 * multiplications and additions of whole vectors with them: enough to keep both multipliers of a
 * core busy while the next numbers arrive.
 *
 * <p>The build writes a second class from this one, {@code MicroKernelTransposed}, for left
 * operands that lie column by column.
 */
final class MicroKernel {
  /** The widest vectors of this machine. */
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  static final int ROWS = 12;

  /** As many of them at a time as have their sums in sixteen registers. */
  static final int FEW_ROWS = 4;

  /** From a row of the left operand to the next: a constant, so that one check serves all rows. */
  static final int NEXT_ROW = 528;

  /** From a column of the left operand to the next. */
  static final int NEXT_COLUMN = 1;

  static final int LANES = SPECIES.length();
  static final int COLUMNS = 2 * LANES;

  private MicroKernel() {}

  /**
   * c[row + i, j] = start[row + i, j] + Σₖ a[i, k]·b[k, j] for all i &lt; rows and j &lt; {@link
   * #COLUMNS}.
   *
   * <p>a lies as a {@link PackedA} does, the others row by row. Where the sum starts from c itself,
   * the product is added to it; where it starts from a row that serves for all, the rows being no
   * distance apart, that is a bias or nothing.
   *
   * @param rows at most {@value #ROWS}, rounded up to a multiple of {@value #FEW_ROWS}
   */
  static void multiply(float[] a, int aFrom, View b, View start, View c, int row, int rows) {
    if (VectorRegisters.ARE_FEW || rows <= ROWS - FEW_ROWS) {
      for (int i = 0; i < rows; i += FEW_ROWS) {
        multiplyFour(a, aFrom + i * NEXT_ROW, b, start, c, row + i);
      }
    } else {
      multiplyTwelve(a, aFrom, b, start, c, row);
    }
  }

  private static void multiplyTwelve(
      float[] a, int i, View panel, View start, View result, int row) {
    float[] b = panel.data();
    int bFrom = panel.from();
    int bRow = panel.rowStep();
    int depth = panel.rows();
    float[] s = start.data();
    int sRow = start.rowStep();
    int sFrom = start.from() + row * sRow;
    float[] c = result.data();
    int cRow = result.rowStep();
    int cFrom = result.from() + row * cRow;
    FloatVector l0 = FloatVector.fromArray(SPECIES, s, sFrom + 0 * sRow);
    FloatVector l1 = FloatVector.fromArray(SPECIES, s, sFrom + 1 * sRow);
    FloatVector l2 = FloatVector.fromArray(SPECIES, s, sFrom + 2 * sRow);
    FloatVector l3 = FloatVector.fromArray(SPECIES, s, sFrom + 3 * sRow);
    FloatVector l4 = FloatVector.fromArray(SPECIES, s, sFrom + 4 * sRow);
    FloatVector l5 = FloatVector.fromArray(SPECIES, s, sFrom + 5 * sRow);
    FloatVector l6 = FloatVector.fromArray(SPECIES, s, sFrom + 6 * sRow);
    FloatVector l7 = FloatVector.fromArray(SPECIES, s, sFrom + 7 * sRow);
    FloatVector l8 = FloatVector.fromArray(SPECIES, s, sFrom + 8 * sRow);
    FloatVector l9 = FloatVector.fromArray(SPECIES, s, sFrom + 9 * sRow);
    FloatVector l10 = FloatVector.fromArray(SPECIES, s, sFrom + 10 * sRow);
    FloatVector l11 = FloatVector.fromArray(SPECIES, s, sFrom + 11 * sRow);
    sFrom += LANES;
    FloatVector r0 = FloatVector.fromArray(SPECIES, s, sFrom + 0 * sRow);
    FloatVector r1 = FloatVector.fromArray(SPECIES, s, sFrom + 1 * sRow);
    FloatVector r2 = FloatVector.fromArray(SPECIES, s, sFrom + 2 * sRow);
    FloatVector r3 = FloatVector.fromArray(SPECIES, s, sFrom + 3 * sRow);
    FloatVector r4 = FloatVector.fromArray(SPECIES, s, sFrom + 4 * sRow);
    FloatVector r5 = FloatVector.fromArray(SPECIES, s, sFrom + 5 * sRow);
    FloatVector r6 = FloatVector.fromArray(SPECIES, s, sFrom + 6 * sRow);
    FloatVector r7 = FloatVector.fromArray(SPECIES, s, sFrom + 7 * sRow);
    FloatVector r8 = FloatVector.fromArray(SPECIES, s, sFrom + 8 * sRow);
    FloatVector r9 = FloatVector.fromArray(SPECIES, s, sFrom + 9 * sRow);
    FloatVector r10 = FloatVector.fromArray(SPECIES, s, sFrom + 10 * sRow);
    FloatVector r11 = FloatVector.fromArray(SPECIES, s, sFrom + 11 * sRow);
    for (int k = 0; k < depth; k++) {
      FloatVector left = FloatVector.fromArray(SPECIES, b, bFrom);
      FloatVector right = FloatVector.fromArray(SPECIES, b, bFrom + LANES);
      // One variable for all twelve: under a debugging agent each variable keeps a register.
      FloatVector f = FloatVector.broadcast(SPECIES, a[i]);
      l0 = f.fma(left, l0);
      r0 = f.fma(right, r0);
      f = FloatVector.broadcast(SPECIES, a[i + NEXT_ROW]);
      l1 = f.fma(left, l1);
      r1 = f.fma(right, r1);
      f = FloatVector.broadcast(SPECIES, a[i + 2 * NEXT_ROW]);
      l2 = f.fma(left, l2);
      r2 = f.fma(right, r2);
      f = FloatVector.broadcast(SPECIES, a[i + 3 * NEXT_ROW]);
      l3 = f.fma(left, l3);
      r3 = f.fma(right, r3);
      f = FloatVector.broadcast(SPECIES, a[i + 4 * NEXT_ROW]);
      l4 = f.fma(left, l4);
      r4 = f.fma(right, r4);
      f = FloatVector.broadcast(SPECIES, a[i + 5 * NEXT_ROW]);
      l5 = f.fma(left, l5);
      r5 = f.fma(right, r5);
      f = FloatVector.broadcast(SPECIES, a[i + 6 * NEXT_ROW]);
      l6 = f.fma(left, l6);
      r6 = f.fma(right, r6);
      f = FloatVector.broadcast(SPECIES, a[i + 7 * NEXT_ROW]);
      l7 = f.fma(left, l7);
      r7 = f.fma(right, r7);
      f = FloatVector.broadcast(SPECIES, a[i + 8 * NEXT_ROW]);
      l8 = f.fma(left, l8);
      r8 = f.fma(right, r8);
      f = FloatVector.broadcast(SPECIES, a[i + 9 * NEXT_ROW]);
      l9 = f.fma(left, l9);
      r9 = f.fma(right, r9);
      f = FloatVector.broadcast(SPECIES, a[i + 10 * NEXT_ROW]);
      l10 = f.fma(left, l10);
      r10 = f.fma(right, r10);
      f = FloatVector.broadcast(SPECIES, a[i + 11 * NEXT_ROW]);
      l11 = f.fma(left, l11);
      r11 = f.fma(right, r11);
      i += NEXT_COLUMN;
      bFrom += bRow;
    }
    l0.intoArray(c, cFrom + 0 * cRow);
    l1.intoArray(c, cFrom + 1 * cRow);
    l2.intoArray(c, cFrom + 2 * cRow);
    l3.intoArray(c, cFrom + 3 * cRow);
    l4.intoArray(c, cFrom + 4 * cRow);
    l5.intoArray(c, cFrom + 5 * cRow);
    l6.intoArray(c, cFrom + 6 * cRow);
    l7.intoArray(c, cFrom + 7 * cRow);
    l8.intoArray(c, cFrom + 8 * cRow);
    l9.intoArray(c, cFrom + 9 * cRow);
    l10.intoArray(c, cFrom + 10 * cRow);
    l11.intoArray(c, cFrom + 11 * cRow);
    cFrom += LANES;
    r0.intoArray(c, cFrom + 0 * cRow);
    r1.intoArray(c, cFrom + 1 * cRow);
    r2.intoArray(c, cFrom + 2 * cRow);
    r3.intoArray(c, cFrom + 3 * cRow);
    r4.intoArray(c, cFrom + 4 * cRow);
    r5.intoArray(c, cFrom + 5 * cRow);
    r6.intoArray(c, cFrom + 6 * cRow);
    r7.intoArray(c, cFrom + 7 * cRow);
    r8.intoArray(c, cFrom + 8 * cRow);
    r9.intoArray(c, cFrom + 9 * cRow);
    r10.intoArray(c, cFrom + 10 * cRow);
    r11.intoArray(c, cFrom + 11 * cRow);
  }

  /** The same for the first {@value #FEW_ROWS} rows only. */
  private static void multiplyFour(float[] a, int i, View panel, View start, View result, int row) {
    float[] b = panel.data();
    int bFrom = panel.from();
    int bRow = panel.rowStep();
    int depth = panel.rows();
    float[] s = start.data();
    int sRow = start.rowStep();
    int sFrom = start.from() + row * sRow;
    float[] c = result.data();
    int cRow = result.rowStep();
    int cFrom = result.from() + row * cRow;
    FloatVector l0 = FloatVector.fromArray(SPECIES, s, sFrom + 0 * sRow);
    FloatVector l1 = FloatVector.fromArray(SPECIES, s, sFrom + 1 * sRow);
    FloatVector l2 = FloatVector.fromArray(SPECIES, s, sFrom + 2 * sRow);
    FloatVector l3 = FloatVector.fromArray(SPECIES, s, sFrom + 3 * sRow);
    sFrom += LANES;
    FloatVector r0 = FloatVector.fromArray(SPECIES, s, sFrom + 0 * sRow);
    FloatVector r1 = FloatVector.fromArray(SPECIES, s, sFrom + 1 * sRow);
    FloatVector r2 = FloatVector.fromArray(SPECIES, s, sFrom + 2 * sRow);
    FloatVector r3 = FloatVector.fromArray(SPECIES, s, sFrom + 3 * sRow);
    for (int k = 0; k < depth; k++) {
      FloatVector left = FloatVector.fromArray(SPECIES, b, bFrom);
      FloatVector right = FloatVector.fromArray(SPECIES, b, bFrom + LANES);
      FloatVector f = FloatVector.broadcast(SPECIES, a[i]);
      l0 = f.fma(left, l0);
      r0 = f.fma(right, r0);
      f = FloatVector.broadcast(SPECIES, a[i + NEXT_ROW]);
      l1 = f.fma(left, l1);
      r1 = f.fma(right, r1);
      f = FloatVector.broadcast(SPECIES, a[i + 2 * NEXT_ROW]);
      l2 = f.fma(left, l2);
      r2 = f.fma(right, r2);
      f = FloatVector.broadcast(SPECIES, a[i + 3 * NEXT_ROW]);
      l3 = f.fma(left, l3);
      r3 = f.fma(right, r3);
      i += NEXT_COLUMN;
      bFrom += bRow;
    }
    l0.intoArray(c, cFrom + 0 * cRow);
    l1.intoArray(c, cFrom + 1 * cRow);
    l2.intoArray(c, cFrom + 2 * cRow);
    l3.intoArray(c, cFrom + 3 * cRow);
    cFrom += LANES;
    r0.intoArray(c, cFrom + 0 * cRow);
    r1.intoArray(c, cFrom + 1 * cRow);
    r2.intoArray(c, cFrom + 2 * cRow);
    r3.intoArray(c, cFrom + 3 * cRow);
  }
}
