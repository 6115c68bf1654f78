package gradus.tensor.vector;

/**
 * The blocked matrix product: cuts its operands so that each level of the memory's hierarchy holds
 * what is used again soon.
 *
 * <p>A panel of b ({@link PackedB}), {@link PackedA#MOST} rows by the width of a {@link
 * MicroKernel}, lies in a contiguous array that stays in the nearest caches while it is multiplied
 * by all rows of a block of a; that block ({@link PackedA}), {@link PackedA#MOST} wide, stays in
 * the second-level cache while it is multiplied by all panels of b.
 */
final class Product {
  /** Rows of a task: a batch of 100 is one, and its part of a fits the second-level cache. */
  private static final int TASK_ROWS = 9 * MicroKernel.ROWS;

  /** Enough tasks for the threads of a large machine to end together. */
  private static final int TASKS = 16;

  /** The most tasks that pack the same rows of the left operand. */
  private static final int MOST_ACROSS = 8;

  /** Multiplications that are worth waking another thread for. */
  private static final long WORTH_SPLITTING = 400_000;

  /** Numbers of the right operand that are packed at a time for several tasks: 8 MB. */
  private static final int SHARED = 1 << 21;

  private Product() {}

  /** c = start + a·b, by all threads. */
  static void multiply(View a, View b, View start, View c) {
    long work = (long) a.rows() * a.columns() * b.columns();
    if (a.rows() <= TASK_ROWS || work < WORTH_SPLITTING) {
      multiply(a, PackedB.near(b, a.rows()), start, c, work < WORTH_SPLITTING ? 1 : MOST_ACROSS);
      return;
    }
    int most =
        Math.max(1, SHARED / Math.max(1, b.rows()) / MicroKernel.COLUMNS) * MicroKernel.COLUMNS;
    int columns =
        Parallel.evenly(b.columns(), Math.ceilDiv(b.columns(), most), MicroKernel.COLUMNS);
    for (int j = 0; j < b.columns(); j += columns) {
      int n = Math.min(columns, b.columns() - j);
      PackedB shared = PackedB.all(b.columns(j, n));
      multiply(a, shared, start.columns(j, n), c.columns(j, n), MOST_ACROSS);
    }
  }

  /**
   * The same with at most {@code most} tasks side by side, all but the last of two panels or more.
   */
  private static void multiply(View a, PackedB b, View start, View c, int most) {
    int rows = Parallel.evenly(a.rows(), Math.ceilDiv(a.rows(), TASK_ROWS), MicroKernel.ROWS);
    int down = Math.max(1, Math.ceilDiv(a.rows(), rows));
    int pairs = Math.ceilDiv(c.columns(), 2 * MicroKernel.COLUMNS);
    int parts = Math.clamp(Math.min(pairs, Math.ceilDiv(TASKS, down)), 1, most);
    int columns = Parallel.evenly(c.columns(), parts, MicroKernel.COLUMNS);
    int across = Math.ceilDiv(c.columns(), columns);
    Parallel.split(
        down * across,
        task -> {
          int i = task / across * rows;
          int j = task % across * columns;
          int m = Math.min(rows, a.rows() - i);
          int n = Math.min(columns, c.columns() - j);
          View from = start.rows(i, m).columns(j, n);
          block(a.rows(i, m), b.from(0, j), from, c.rows(i, m).columns(j, n));
        });
  }

  /** c = start + a·b, by this thread. */
  static void block(View a, PackedB b, View start, View c) {
    int rows = Parallel.evenly(a.rows(), Math.ceilDiv(a.rows(), PackedA.MOST), MicroKernel.ROWS);
    for (int i = 0; i < a.rows(); i += rows) {
      int count = Math.min(rows, a.rows() - i);
      rows(a.rows(i, count), b, start.rows(i, count), c.rows(i, count));
    }
  }

  private static void rows(View a, PackedB b, View start, View c) {
    int step = Parallel.evenly(a.columns(), Math.ceilDiv(a.columns(), PackedA.MOST), 1);
    // Nothing to sum up is one step of depth 0.
    for (int k = 0; k == 0 || k < a.columns(); k += step) {
      int depth = Math.min(step, a.columns() - k);
      View from = k == 0 ? start : c;
      PackedA packed = PackedA.of(a.columns(k, depth));
      for (int j = 0; j < c.columns(); j += MicroKernel.COLUMNS) {
        int columns = Math.min(MicroKernel.COLUMNS, c.columns() - j);
        View panel = b.panel(k, depth, j);
        panel(packed, panel, from.columns(j, columns), c.columns(j, columns));
      }
    }
  }

  /** c = start + a·panel, where c is at most as wide as the micro-kernel. */
  private static void panel(PackedA a, View panel, View start, View c) {
    for (int i = 0; i < a.rows(); i += MicroKernel.ROWS) {
      int rows = Math.min(MicroKernel.ROWS, a.rows() - i);
      if (rows % MicroKernel.FEW_ROWS == 0 && c.columns() == MicroKernel.COLUMNS) {
        a.multiply(i, rows, panel, start, c, i);
      } else {
        View edge =
            View.of(
                Scratch.EDGE.atLeast(MicroKernel.ROWS * MicroKernel.COLUMNS),
                MicroKernel.ROWS,
                MicroKernel.COLUMNS);
        copy(start.rows(i, rows), edge);
        a.multiply(i, rows, panel, edge, edge, 0);
        copy(edge.rows(0, rows).columns(0, c.columns()), c.rows(i, rows));
      }
    }
  }

  private static void copy(View from, View to) {
    for (int i = 0; i < from.rows(); i++) {
      int source = from.from() + i * from.rowStep();
      System.arraycopy(
          from.data(), source, to.data(), to.from() + i * to.rowStep(), from.columns());
    }
  }
}
