package gradus.kernel.session;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.function.Function;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cell's line for a line of a class that JShell has generated.
 *
 * <p>JShell wraps a snippet into a class with imports before it, and knows how lines correspond; it
 * uses that for the stack traces of exceptions only. So it is asked by reflection.
 */
final class SnippetLines {
  private static final System.Logger LOGGER = System.getLogger(SnippetLines.class.getName());

  private final JShell shell;
  private final Function<String, Origin> origins;

  SnippetLines(JShell shell, Function<String, Origin> origins) {
    this.shell = shell;
    this.origins = origins;
  }

  /** The cell's line, absent for code that JShell has added and for other classes. */
  Optional<CellLine> written(String className, int line) {
    try {
      Object wrap =
          call(JShellInternals.field(shell, "outerMap"), "getOuter", String.class, className);
      if (wrap == null
          || !(call(wrap, "wrapLineToSnippet", int.class, line - 1) instanceof Snippet snippet)
          || !(call(wrap, "wrapLineToSnippetLine", int.class, line - 1) instanceof Integer offset)
          || offset < 0) {
        return Optional.empty();
      }
      Origin origin = origins.apply(snippet.id());
      int written = origin.line() + offset;
      return Optional.of(new CellLine(origin.cell(), written, origin.line(), origin.line(written)));
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "no line for " + className, e);
      return Optional.empty();
    }
  }

  private static @Nullable Object call(Object owner, String name, Class<?> type, Object argument)
      throws ReflectiveOperationException {
    for (Class<?> c = owner.getClass(); c != null; c = c.getSuperclass()) {
      try {
        Method method = c.getDeclaredMethod(name, type);
        method.setAccessible(true);
        return method.invoke(owner, argument);
      } catch (NoSuchMethodException e) {
        // it may be inherited
      }
    }
    throw new NoSuchMethodException(name);
  }
}
