package gradus.tensor.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * The right operand of a product, cut into panels as wide as a {@link MicroKernel}: each lies row
 * by row without gaps, the last filled up with zeros.
 */
@FunctionalInterface
interface PackedB {
  /** Rows of a panel that are transposed at a time. */
  int TRANSPOSED_ROWS = 128;

  /** {@code depth} rows, from this one on, of the panel that begins with this column. */
  View panel(int row, int depth, int column);

  /** The same from a row and a panel's first column on. */
  default PackedB from(int firstRow, int firstColumn) {
    return (row, depth, column) -> panel(firstRow + row, depth, firstColumn + column);
  }

  /**
   * Panels that are packed when they are asked for, each in place of the last one; or used where
   * they lie, if a single tile of the left operand reads them.
   */
  static PackedB near(View b, int leftRows) {
    return (row, depth, column) -> {
      int columns = Math.min(MicroKernel.COLUMNS, b.columns() - column);
      View part = b.rows(row, depth).columns(column, columns);
      boolean readable = part.columnStep() == 1 && columns == MicroKernel.COLUMNS;
      if (readable && (part.rowStep() == MicroKernel.COLUMNS || leftRows <= MicroKernel.ROWS)) {
        return part;
      }
      return pack(part, Scratch.PANEL.atLeast(depth * MicroKernel.COLUMNS), 0);
    };
  }

  /** Panels that are packed once, for many products. */
  static PackedB all(View b) {
    int count = Math.ceilDiv(b.columns(), MicroKernel.COLUMNS);
    int size = b.rows() * MicroKernel.COLUMNS;
    float[] panels = Scratch.PACKED_B.atLeast(count * size);
    Parallel.split(
        count,
        number -> {
          int column = number * MicroKernel.COLUMNS;
          int columns = Math.min(MicroKernel.COLUMNS, b.columns() - column);
          pack(b.columns(column, columns), panels, number * size);
        });
    return (row, depth, column) ->
        new View(
            panels,
            column * b.rows() + row * MicroKernel.COLUMNS,
            depth,
            MicroKernel.COLUMNS,
            MicroKernel.COLUMNS,
            1);
  }

  private static View pack(View b, float[] panels, int at) {
    int size = b.rows() * MicroKernel.COLUMNS;
    if (b.columns() < MicroKernel.COLUMNS) {
      Arrays.fill(panels, at, at + size, 0);
    }
    if (b.columnStep() != 1) {
      transpose(b, panels, at);
    } else if (b.columns() == MicroKernel.COLUMNS) {
      copy(b.data(), b.from(), b.rowStep(), panels, at, b.rows());
    } else {
      for (int k = 0; k < b.rows(); k++) {
        int source = b.from() + k * b.rowStep();
        System.arraycopy(b.data(), source, panels, at + k * MicroKernel.COLUMNS, b.columns());
      }
    }
    return new View(panels, at, b.rows(), MicroKernel.COLUMNS, MicroKernel.COLUMNS, 1);
  }

  private static void copy(float[] b, int from, int step, float[] panels, int at, int depth) {
    for (int k = 0; k < depth; k++) {
      for (int j = 0; j < MicroKernel.COLUMNS; j += MicroKernel.LANES) {
        FloatVector.fromArray(MicroKernel.SPECIES, b, from + k * step + j)
            .intoArray(panels, at + k * MicroKernel.COLUMNS + j);
      }
    }
  }

  /**
   * Some columns at a time, whose lines of memory may all fall on one place of a cache that has
   * room for eight; and not too many rows, so that what is written for them stays near.
   */
  private static void transpose(View b, float[] panel, int at) {
    for (int k = 0; k < b.rows(); k += TRANSPOSED_ROWS) {
      View part = b.rows(k, Math.min(TRANSPOSED_ROWS, b.rows() - k));
      int to = at + k * MicroKernel.COLUMNS;
      for (int j = 0; j < b.columns(); j += 8) {
        if (j + 8 <= b.columns()) {
          transposeEight(part.columns(j, 8), panel, to + j);
        } else {
          transposeFew(part.columns(j, b.columns() - j), panel, to + j);
        }
      }
    }
  }

  private static void transposeEight(View from, float[] panel, int to) {
    float[] b = from.data();
    int step = from.columnStep();
    for (int k = 0; k < from.rows(); k++) {
      int source = from.from() + k * from.rowStep();
      int at = to + k * MicroKernel.COLUMNS;
      panel[at] = b[source];
      panel[at + 1] = b[source + step];
      panel[at + 2] = b[source + 2 * step];
      panel[at + 3] = b[source + 3 * step];
      panel[at + 4] = b[source + 4 * step];
      panel[at + 5] = b[source + 5 * step];
      panel[at + 6] = b[source + 6 * step];
      panel[at + 7] = b[source + 7 * step];
    }
  }

  private static void transposeFew(View from, float[] panel, int to) {
    for (int k = 0; k < from.rows(); k++) {
      for (int j = 0; j < from.columns(); j++) {
        panel[to + k * MicroKernel.COLUMNS + j] =
            from.data()[from.from() + k * from.rowStep() + j * from.columnStep()];
      }
    }
  }
}
