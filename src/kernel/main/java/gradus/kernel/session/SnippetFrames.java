package gradus.kernel.session;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import jdk.jshell.JShell;

/**
 * The stack frames of a throwable that JShell has not translated, in its form: frames of cell code
 * name the snippet and its line.
 *
 * <p>JShell translates only what a snippet throws, and offers its translation to nobody; so it is
 * called by reflection. Without the permission for that, frames stay as they are.
 */
final class SnippetFrames {
  private static final System.Logger LOGGER = System.getLogger(SnippetFrames.class.getName());

  private final JShell shell;

  SnippetFrames(JShell shell) {
    this.shell = shell;
  }

  /** The frames up to the outermost one of a cell; all where none is of a cell. */
  StackTraceElement[] of(Throwable thrown) {
    try {
      Field field = JShell.class.getDeclaredField("eval");
      field.setAccessible(true);
      Object eval = field.get(shell);
      Method translate =
          eval.getClass().getDeclaredMethod("translateExceptionStack", Exception.class);
      translate.setAccessible(true);
      var carrier = new Exception();
      carrier.setStackTrace(thrown.getStackTrace());
      return (StackTraceElement[]) translate.invoke(eval, carrier);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "frames of cells stay untranslated", e);
      return thrown.getStackTrace();
    }
  }
}
