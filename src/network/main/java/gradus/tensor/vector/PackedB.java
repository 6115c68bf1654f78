package gradus.tensor.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * The right operand of a product, cut into panels as wide as a {@link MicroKernel}: each lies row
 * by row without gaps, the last filled up with zeros.
 */
@FunctionalInterface
interface PackedB {
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

  /** Some rows at a time, so that the lines of memory read and written stay near. */
  private static void transpose(View b, float[] panels, int at) {
    for (int k = 0; k < b.rows(); k += MicroKernel.LANES) {
      int depth = Math.min(MicroKernel.LANES, b.rows() - k);
      for (int j = 0; j < b.columns(); j++) {
        int source = b.from() + j * b.columnStep() + k * b.rowStep();
        transpose(b.data(), source, b.rowStep(), panels, at + k * MicroKernel.COLUMNS + j, depth);
      }
    }
  }

  private static void transpose(
      float[] b, int source, int step, float[] panels, int at, int depth) {
    for (int k = 0; k < depth; k++) {
      panels[at + k * MicroKernel.COLUMNS] = b[source + k * step];
    }
  }
}
