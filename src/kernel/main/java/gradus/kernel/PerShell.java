package gradus.kernel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A value that the main shell and each subshell have for themselves. A thread that a cell starts
 * belongs to the shell of that cell.
 */
final class PerShell<T> {
  static final String MAIN = "";

  private static final InheritableThreadLocal<String> SHELL = new InheritableThreadLocal<>();

  private final Map<String, T> values = new ConcurrentHashMap<>();
  private final Supplier<T> fresh;

  PerShell(Supplier<T> fresh) {
    this.fresh = fresh;
  }

  /** From now on this thread, and those that it starts, belong to the shell of this name. */
  static void enter(String shell) {
    SHELL.set(shell);
  }

  /** The value of the shell to which this thread belongs, the main shell if to none. */
  T get() {
    String shell = SHELL.get();
    return values.computeIfAbsent(shell == null ? MAIN : shell, id -> fresh.get());
  }

  /** The value of the main shell. */
  T main() {
    return values.computeIfAbsent(MAIN, id -> fresh.get());
  }

  /** The values of all shells. */
  Iterable<T> all() {
    return values.values();
  }
}
