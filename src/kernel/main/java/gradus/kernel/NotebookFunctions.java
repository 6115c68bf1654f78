package gradus.kernel;

import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.jspecify.annotations.Nullable;

/** Functions that every cell can call without an import, beside those of IJava. */
public final class NotebookFunctions {
  private NotebookFunctions() {}

  /**
   * Shows a value with all of its text, up to a million characters; the last expression of a cell
   * and {@code display} abridge it beyond ten thousand.
   */
  public static void show(@Nullable Object value) {
    kernel().show(value);
  }

  /**
   * Removes what the cell has shown so far.
   *
   * @param wait only when it shows something else, so that nothing flickers
   */
  public static void clearOutput(boolean wait) {
    kernel().clearOutput(wait);
  }

  private static JavaKernel kernel() {
    return (JavaKernel) BaseKernel.notebookKernel();
  }
}
