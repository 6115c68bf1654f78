package gradus.tensor.vector;

import org.ejml.data.FMatrixRMaj;

/**
 * A matrix inside an array, which may lie there row by row, column by column, or as a part of a
 * larger one.
 *
 * @param from where its first element stands
 * @param rowStep from an element to the one below
 * @param columnStep from an element to the one beside it
 */
@SuppressWarnings("ArrayRecordComponent") // a view of an array, not a value
record View(float[] data, int from, int rows, int columns, int rowStep, int columnStep) {
  /** All of a matrix. */
  static View of(FMatrixRMaj matrix) {
    return of(matrix.data, matrix.numRows, matrix.numCols);
  }

  /** A matrix that lies row by row at the beginning of an array. */
  static View of(float[] data, int rows, int columns) {
    return new View(data, 0, rows, columns, columns, 1);
  }

  /** One row that serves as every row. */
  static View repeated(float[] row, int rows, int columns) {
    return new View(row, 0, rows, columns, 0, 1);
  }

  /** The same numbers, rows as columns. */
  View transpose() {
    return new View(data, from, columns, rows, columnStep, rowStep);
  }

  /** {@code count} rows from this one on. */
  View rows(int first, int count) {
    return new View(data, from + first * rowStep, count, columns, rowStep, columnStep);
  }

  /** {@code count} columns from this one on. */
  View columns(int first, int count) {
    return new View(data, from + first * columnStep, rows, count, rowStep, columnStep);
  }
}
