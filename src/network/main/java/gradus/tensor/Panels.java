package gradus.tensor;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * The right operand of a product, cut into panels as wide as a {@link Tile}: each lies row by row
 * without gaps, the last filled up with zeros.
 */
@FunctionalInterface
interface Panels {
  /** Rows from this one on of the panel that begins with this column. */
  View panel(int row, int depth, int column);

  /** The same from a row and a panel's first column on. */
  default Panels from(int firstRow, int firstColumn) {
    return (row, depth, column) -> panel(firstRow + row, depth, firstColumn + column);
  }

  /** Panels that are copied when they are asked for, each to where the last one was. */
  static Panels near(View b) {
    return (row, depth, column) -> {
      int columns = Math.min(Tile.COLUMNS, b.columns() - column);
      View part = b.rows(row, depth).columns(column, columns);
      if (part.columnStep() == 1 && part.rowStep() == Tile.COLUMNS && columns == Tile.COLUMNS) {
        return part;
      }
      return pack(part, Scratch.PANEL.atLeast(depth * Tile.COLUMNS), 0);
    };
  }

  /** Panels that are copied once, for many products. */
  static Panels all(View b) {
    int count = Math.ceilDiv(b.columns(), Tile.COLUMNS);
    int size = b.rows() * Tile.COLUMNS;
    float[] panels = Scratch.PANELS.atLeast(count * size);
    Work.split(
        count,
        number -> {
          int column = number * Tile.COLUMNS;
          int columns = Math.min(Tile.COLUMNS, b.columns() - column);
          pack(b.columns(column, columns), panels, number * size);
        });
    return (row, depth, column) ->
        new View(
            panels, column * b.rows() + row * Tile.COLUMNS, depth, Tile.COLUMNS, Tile.COLUMNS, 1);
  }

  private static View pack(View b, float[] panels, int at) {
    int size = b.rows() * Tile.COLUMNS;
    if (b.columns() < Tile.COLUMNS) {
      Arrays.fill(panels, at, at + size, 0);
    }
    if (b.columnStep() != 1) {
      turn(b, panels, at);
    } else if (b.columns() == Tile.COLUMNS) {
      copy(b.data(), b.from(), b.rowStep(), panels, at, b.rows());
    } else {
      for (int k = 0; k < b.rows(); k++) {
        int source = b.from() + k * b.rowStep();
        System.arraycopy(b.data(), source, panels, at + k * Tile.COLUMNS, b.columns());
      }
    }
    return new View(panels, at, b.rows(), Tile.COLUMNS, Tile.COLUMNS, 1);
  }

  private static void copy(float[] b, int from, int step, float[] panels, int at, int depth) {
    for (int k = 0; k < depth; k++) {
      for (int j = 0; j < Tile.COLUMNS; j += Tile.LANES) {
        FloatVector.fromArray(Tile.SPECIES, b, from + k * step + j)
            .intoArray(panels, at + k * Tile.COLUMNS + j);
      }
    }
  }

  /** Some rows at a time, so that the lines of memory read and written stay near. */
  private static void turn(View b, float[] panels, int at) {
    for (int k = 0; k < b.rows(); k += Tile.LANES) {
      int depth = Math.min(Tile.LANES, b.rows() - k);
      for (int j = 0; j < b.columns(); j++) {
        int source = b.from() + j * b.columnStep() + k * b.rowStep();
        turn(b.data(), source, b.rowStep(), panels, at + k * Tile.COLUMNS + j, depth);
      }
    }
  }

  private static void turn(float[] b, int source, int step, float[] panels, int at, int depth) {
    for (int k = 0; k < depth; k++) {
      panels[at + k * Tile.COLUMNS] = b[source + k * step];
    }
  }
}
