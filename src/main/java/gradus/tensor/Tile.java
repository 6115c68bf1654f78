package gradus.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro-kernel: a tile of the result, {@value #ROWS} rows by two vectors of columns, that stays
 * in registers while the summed dimension runs by.
 *
 * <p>Each step loads two vectors of b and {@value #ROWS} single numbers of a, and does 24
 * multiplications and additions of whole vectors with them: enough to keep both multipliers of a
 * core busy while the next numbers arrive.
 */
final class Tile {
  /** The widest vectors of this machine. */
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  static final int ROWS = 12;
  static final int LANES = SPECIES.length();
  static final int COLUMNS = 2 * LANES;

  private Tile() {}

  /**
   * c[i, j] += Σₖ a[first + i, k]·b[k, j] for all i &lt; {@value #ROWS} and j &lt; {@link
   * #COLUMNS}, where c[i, j] stands at cFrom + i·cRow + j.
   *
   * <p>a may lie row by row or column by column; where it ends, its last row is repeated. b lies
   * row by row.
   */
  static void multiply(View a, int first, View b, float[] c, int cFrom, int cRow) {
    multiply(
        a.data(),
        a.from() + first * a.rowStep(),
        a.rowStep(),
        a.columnStep(),
        a.rows() - first,
        b.data(),
        b.from(),
        b.rowStep(),
        b.rows(),
        c,
        cFrom,
        cRow);
  }

  private static void multiply(
      float[] a,
      int aFrom,
      int aRow,
      int aColumn,
      int rows,
      float[] b,
      int bFrom,
      int bRow,
      int depth,
      float[] c,
      int cFrom,
      int cRow) {
    int last = rows - 1;
    int a0 = aFrom + Math.min(0, last) * aRow;
    int a1 = aFrom + Math.min(1, last) * aRow;
    int a2 = aFrom + Math.min(2, last) * aRow;
    int a3 = aFrom + Math.min(3, last) * aRow;
    int a4 = aFrom + Math.min(4, last) * aRow;
    int a5 = aFrom + Math.min(5, last) * aRow;
    int a6 = aFrom + Math.min(6, last) * aRow;
    int a7 = aFrom + Math.min(7, last) * aRow;
    int a8 = aFrom + Math.min(8, last) * aRow;
    int a9 = aFrom + Math.min(9, last) * aRow;
    int a10 = aFrom + Math.min(10, last) * aRow;
    int a11 = aFrom + Math.min(11, last) * aRow;
    FloatVector l0 = FloatVector.zero(SPECIES);
    FloatVector r0 = l0;
    FloatVector l1 = FloatVector.zero(SPECIES);
    FloatVector r1 = l1;
    FloatVector l2 = FloatVector.zero(SPECIES);
    FloatVector r2 = l2;
    FloatVector l3 = FloatVector.zero(SPECIES);
    FloatVector r3 = l3;
    FloatVector l4 = FloatVector.zero(SPECIES);
    FloatVector r4 = l4;
    FloatVector l5 = FloatVector.zero(SPECIES);
    FloatVector r5 = l5;
    FloatVector l6 = FloatVector.zero(SPECIES);
    FloatVector r6 = l6;
    FloatVector l7 = FloatVector.zero(SPECIES);
    FloatVector r7 = l7;
    FloatVector l8 = FloatVector.zero(SPECIES);
    FloatVector r8 = l8;
    FloatVector l9 = FloatVector.zero(SPECIES);
    FloatVector r9 = l9;
    FloatVector l10 = FloatVector.zero(SPECIES);
    FloatVector r10 = l10;
    FloatVector l11 = FloatVector.zero(SPECIES);
    FloatVector r11 = l11;
    int i = 0;
    for (int k = 0; k < depth; k++) {
      FloatVector left = FloatVector.fromArray(SPECIES, b, bFrom);
      FloatVector right = FloatVector.fromArray(SPECIES, b, bFrom + LANES);
      FloatVector factor;
      factor = FloatVector.broadcast(SPECIES, a[a0 + i]);
      l0 = factor.fma(left, l0);
      r0 = factor.fma(right, r0);
      factor = FloatVector.broadcast(SPECIES, a[a1 + i]);
      l1 = factor.fma(left, l1);
      r1 = factor.fma(right, r1);
      factor = FloatVector.broadcast(SPECIES, a[a2 + i]);
      l2 = factor.fma(left, l2);
      r2 = factor.fma(right, r2);
      factor = FloatVector.broadcast(SPECIES, a[a3 + i]);
      l3 = factor.fma(left, l3);
      r3 = factor.fma(right, r3);
      factor = FloatVector.broadcast(SPECIES, a[a4 + i]);
      l4 = factor.fma(left, l4);
      r4 = factor.fma(right, r4);
      factor = FloatVector.broadcast(SPECIES, a[a5 + i]);
      l5 = factor.fma(left, l5);
      r5 = factor.fma(right, r5);
      factor = FloatVector.broadcast(SPECIES, a[a6 + i]);
      l6 = factor.fma(left, l6);
      r6 = factor.fma(right, r6);
      factor = FloatVector.broadcast(SPECIES, a[a7 + i]);
      l7 = factor.fma(left, l7);
      r7 = factor.fma(right, r7);
      factor = FloatVector.broadcast(SPECIES, a[a8 + i]);
      l8 = factor.fma(left, l8);
      r8 = factor.fma(right, r8);
      factor = FloatVector.broadcast(SPECIES, a[a9 + i]);
      l9 = factor.fma(left, l9);
      r9 = factor.fma(right, r9);
      factor = FloatVector.broadcast(SPECIES, a[a10 + i]);
      l10 = factor.fma(left, l10);
      r10 = factor.fma(right, r10);
      factor = FloatVector.broadcast(SPECIES, a[a11 + i]);
      l11 = factor.fma(left, l11);
      r11 = factor.fma(right, r11);
      i += aColumn;
      bFrom += bRow;
    }
    add(l0, r0, c, cFrom + 0 * cRow);
    add(l1, r1, c, cFrom + 1 * cRow);
    add(l2, r2, c, cFrom + 2 * cRow);
    add(l3, r3, c, cFrom + 3 * cRow);
    add(l4, r4, c, cFrom + 4 * cRow);
    add(l5, r5, c, cFrom + 5 * cRow);
    add(l6, r6, c, cFrom + 6 * cRow);
    add(l7, r7, c, cFrom + 7 * cRow);
    add(l8, r8, c, cFrom + 8 * cRow);
    add(l9, r9, c, cFrom + 9 * cRow);
    add(l10, r10, c, cFrom + 10 * cRow);
    add(l11, r11, c, cFrom + 11 * cRow);
  }

  private static void add(FloatVector left, FloatVector right, float[] c, int from) {
    FloatVector.fromArray(SPECIES, c, from).add(left).intoArray(c, from);
    int next = from + LANES;
    FloatVector.fromArray(SPECIES, c, next).add(right).intoArray(c, next);
  }
}
