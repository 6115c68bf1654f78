package gradus.tensor.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Single passes over memory, bound by how fast numbers arrive: all that can be done with a number
 * while it is in a register is done in one pass.
 *
 * <p>Loops whose arrays share one index are written plainly, since the JIT turns them into vectors
 * by itself. It does not where a choice is made or where a row meets a matrix; those loops say so.
 */
final class ElementwiseKernels {
  /** Numbers of a task. */
  private static final int CHUNK = 1 << 15;

  private static final VectorSpecies<Float> S = MicroKernel.SPECIES;
  private static final int L = MicroKernel.LANES;

  /** A sum within a row is that of sixteen partial sums on every processor: so all round alike. */
  private static final int PARTIAL_SUMS = 16;

  private ElementwiseKernels() {}

  /** What is done with the elements from one index up to before another. */
  interface Range {
    void process(int from, int to);
  }

  /** Splits a range of elements among the threads, if it is large. */
  static void overElements(int size, Range range) {
    split(size, CHUNK, L, range);
  }

  /**
   * Splits a length into parts of about {@code step}, in whole units: an even number of them, so
   * that two threads have the same to do.
   */
  private static void split(int length, int step, int unit, Range range) {
    int tasks = length < 2 * step ? 1 : 2 * Math.ceilDiv(length, 2 * step);
    int part = Parallel.evenly(length, tasks, unit);
    Parallel.split(
        tasks,
        number ->
            range.process(
                (int) Math.min(length, (long) number * part),
                (int) Math.min(length, (number + 1L) * part)));
  }

  /** Splits the rows of a matrix among the threads, if it is large. */
  static void overRows(int rows, int columns, Range range) {
    split(rows, rowsOfTask(columns), 1, range);
  }

  static int rowsOfTask(int columns) {
    return Math.max(1, CHUNK / Math.max(1, columns));
  }

  static void leakyRelu(float[] x, float slope, float[] out, int from, int to) {
    int i = from;
    for (; i <= to - L; i += L) {
      FloatVector v = FloatVector.fromArray(S, x, i);
      damped(v, slope, v.compare(VectorOperators.LE, 0)).intoArray(out, i);
    }
    for (; i < to; i++) {
      out[i] = x[i] <= 0 ? damped(x[i], slope) : x[i];
    }
  }

  static void leakyReluGradient(float[] x, float[] dy, float slope, float[] out, int from, int to) {
    int i = from;
    for (; i <= to - L; i += L) {
      VectorMask<Float> below = FloatVector.fromArray(S, x, i).compare(VectorOperators.LE, 0);
      damped(FloatVector.fromArray(S, dy, i), slope, below).intoArray(out, i);
    }
    for (; i < to; i++) {
      out[i] = x[i] <= 0 ? damped(dy[i], slope) : dy[i];
    }
  }

  /** Nothing is let through by a slope of 0, neither a minus sign nor an infinity. */
  private static FloatVector damped(FloatVector v, float slope, VectorMask<Float> where) {
    return slope == 0 ? v.blend(0f, where) : v.mul(slope, where);
  }

  private static float damped(float x, float slope) {
    return slope == 0 ? 0 : slope * x;
  }

  static void blend(float[] target, float keep, float factor, float[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      target[i] = keep * target[i] + factor * x[i];
    }
  }

  static void addScaled(float[] target, float factor, float[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      target[i] += factor * x[i];
    }
  }

  static void scale(float[] x, float factor, float[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = factor * x[i];
    }
  }

  static void plus(float[] x, float[] y, float[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = x[i] + y[i];
    }
  }

  static void minus(float[] x, float[] y, float[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = x[i] - y[i];
    }
  }

  static void times(float[] x, float[] y, float[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = x[i] * y[i];
    }
  }

  static void divided(float[] x, float[] y, float[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = x[i] / y[i];
    }
  }

  /** out[indices[i]] += x[i] for all images, of which no two share an element of out. */
  static void scatter(float[] x, int[] indices, int images, float[] out) {
    int size = indices.length / Math.max(1, images);
    overRows(
        images,
        out.length / Math.max(1, images),
        (image, end) -> scatter(x, indices, out, 0, image * size, end * size));
  }

  /** Adds to out, in which the element of index {@code first} stands first. */
  static void scatter(float[] x, int[] indices, float[] out, int first, int from, int to) {
    for (int i = from; i < to; i++) {
      out[indices[i] - first] += x[i];
    }
  }

  /** A sum over rows, for each column: adds those of rows from … to at {@code at}. */
  interface RowSum {
    void add(int from, int to, float[] sums, int at);
  }

  /** Sums over all rows; the sums of chunks are added in their order. */
  static void sum(int rows, float[] out, RowSum sum) {
    int columns = out.length;
    int step = Math.max(rowsOfTask(columns), Math.ceilDiv(rows, 64));
    if (rows < 2 * step) {
      sum.add(0, rows, out, 0);
      return;
    }
    int tasks = 2 * Math.ceilDiv(rows, 2 * step);
    int part = Math.ceilDiv(rows, tasks);
    float[] parts = Scratch.PARTS.zeros(tasks * columns);
    Parallel.split(
        tasks,
        task ->
            sum.add(
                Math.min(rows, task * part),
                Math.min(rows, (task + 1) * part),
                parts,
                task * columns));
    for (int task = 0; task < tasks; task++) {
      for (int j = 0; j < columns; j++) {
        out[j] += parts[task * columns + j];
      }
    }
  }

  /** sums += the rows of x. */
  static void addRows(float[] x, int columns, int from, int to, float[] sums, int at) {
    if (columns > 0 && PARTIAL_SUMS % columns == 0) {
      addNarrowRows(x, columns, from, to, sums, at);
      return;
    }
    for (int row = from; row < to; row++) {
      add(x, row * columns, sums, at, columns);
    }
  }

  /** Adds a run of numbers to another. */
  static void add(float[] from, int source, float[] to, int target, int length) {
    int i = 0;
    for (; i <= length - L; i += L) {
      FloatVector.fromArray(S, to, target + i)
          .add(FloatVector.fromArray(S, from, source + i))
          .intoArray(to, target + i);
    }
    for (; i < length; i++) {
      to[target + i] += from[source + i];
    }
  }

  /** The same with several rows in a vector. */
  private static void addNarrowRows(
      float[] x, int columns, int from, int to, float[] sums, int at) {
    float[] partial = new float[PARTIAL_SUMS];
    int i = partialSums(x, from * columns, to * columns, partial);
    for (int k = 0; k < PARTIAL_SUMS; k++) {
      sums[at + k % columns] += partial[k];
    }
    for (; i < to * columns; i++) {
      sums[at + i % columns] += x[i];
    }
  }

  /**
   * The sum of each row. Its partial sums are added one after the other: their order would
   * otherwise be the compiler's, and the result with it.
   */
  static void sumEachRow(float[] x, int columns, int from, int to, float[] out) {
    float[] partial = new float[PARTIAL_SUMS];
    for (int row = from; row < to; row++) {
      int end = (row + 1) * columns;
      int i = partialSums(x, row * columns, end, partial);
      float sum = 0;
      for (int k = 0; columns >= PARTIAL_SUMS && k < PARTIAL_SUMS; k++) {
        sum += partial[k];
      }
      for (; i < end; i++) {
        sum += x[i];
      }
      out[row] = sum;
    }
  }

  /**
   * Sums of every sixteenth number; where vectors are shorter than sixteen, in as many turns.
   *
   * @return where the last numbers begin, fewer than sixteen, which are not added
   */
  private static int partialSums(float[] x, int from, int to, float[] sums) {
    int end = to - (to - from) % PARTIAL_SUMS;
    for (int first = 0; first < PARTIAL_SUMS; first += L) {
      FloatVector several = FloatVector.zero(S);
      for (int i = from + first; i < end; i += PARTIAL_SUMS) {
        several = several.add(FloatVector.fromArray(S, x, i));
      }
      several.intoArray(sums, first);
    }
    return end;
  }

  /** sums += the rows of x ∘ y. */
  static void addProducts(
      float[] x, float[] y, int columns, int from, int to, float[] sums, int at) {
    for (int row = from; row < to; row++) {
      int start = row * columns;
      int j = 0;
      for (; j <= columns - L; j += L) {
        FloatVector.fromArray(S, x, start + j)
            .fma(FloatVector.fromArray(S, y, start + j), FloatVector.fromArray(S, sums, at + j))
            .intoArray(sums, at + j);
      }
      for (; j < columns; j++) {
        sums[at + j] = Math.fma(x[start + j], y[start + j], sums[at + j]);
      }
    }
  }

  /** sums += the squares of the rows of x − mean. */
  static void addSquares(
      float[] x, float[] mean, int columns, int from, int to, float[] sums, int at) {
    for (int row = from; row < to; row++) {
      int start = row * columns;
      int j = 0;
      for (; j <= columns - L; j += L) {
        FloatVector d =
            FloatVector.fromArray(S, x, start + j).sub(FloatVector.fromArray(S, mean, j));
        d.fma(d, FloatVector.fromArray(S, sums, at + j)).intoArray(sums, at + j);
      }
      for (; j < columns; j++) {
        float d = x[start + j] - mean[j];
        sums[at + j] = Math.fma(d, d, sums[at + j]);
      }
    }
  }
}
