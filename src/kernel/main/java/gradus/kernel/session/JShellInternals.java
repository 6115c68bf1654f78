package gradus.kernel.session;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.TypeDeclSnippet;

/**
 * What JShell knows and tells nobody, asked by reflection. Without the permission for that, frames
 * stay untranslated, documentation may be missing, and each snippet imports all others.
 */
final class JShellInternals {
  private static final System.Logger LOGGER = System.getLogger(JShellInternals.class.getName());

  private final JShell shell;

  JShellInternals(JShell shell) {
    this.shell = shell;
  }

  /**
   * The stack frames of a throwable that JShell has not translated, in its form: frames of cell
   * code name the snippet and its line. They end with the outermost one of a cell, if there is one.
   */
  StackTraceElement[] frames(Throwable thrown) {
    return frames(thrown.getStackTrace());
  }

  /** These frames in JShell's form. */
  StackTraceElement[] frames(StackTraceElement... frames) {
    try {
      Object eval = field(shell, "eval");
      Method translate =
          eval.getClass().getDeclaredMethod("translateExceptionStack", Exception.class);
      translate.setAccessible(true);
      var carrier = new Exception();
      carrier.setStackTrace(frames);
      return (StackTraceElement[]) translate.invoke(eval, carrier);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "frames of cells stay untranslated", e);
      return frames;
    }
  }

  /**
   * Forgets the names of classes that were rejected or dropped: JShell keeps them, and finds no
   * documentation of anything as long as it has one without a class.
   */
  void forgetDeadTypes() {
    try {
      Set<String> alive = shell.types().map(TypeDeclSnippet::name).collect(Collectors.toSet());
      ((Map<?, ?>) field(field(shell, "keyMap"), "classMap")).keySet().retainAll(alive);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "documentation may be missing", e);
    }
  }

  /**
   * Puts off what JShell does in the background to know the names on the class path, or goes on
   * with it. Only completion needs it, and it takes a processor for half a second.
   */
  void index(boolean on) {
    try {
      SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
      Method change = analysis.getClass().getMethod(on ? "resumeIndexing" : "suspendIndexing");
      change.setAccessible(true);
      change.invoke(analysis);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "names are indexed from the start", e);
    }
  }

  /**
   * Lets JShell import into a snippet only what it can mean; absent if JShell does not allow it.
   */
  @SuppressWarnings("unchecked") // the types are JShell's own
  Optional<ImportedSnippets> narrowImports() {
    try {
      Object maps = field(shell, "maps");
      var snippets = (List<Snippet>) field(maps, "keyIndexToSnippet");
      var dependents = (Map<String, Set<Integer>>) field(maps, "dependencies");
      var narrowed = new ImportedSnippets(snippets, dependents);
      accessible(maps, "keyIndexToSnippet").set(maps, narrowed);
      return Optional.of(narrowed);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "each snippet imports all others", e);
      return Optional.empty();
    }
  }

  static Object field(Object of, String name) throws ReflectiveOperationException {
    return accessible(of, name).get(of);
  }

  private static Field accessible(Object of, String name) throws ReflectiveOperationException {
    Field field = of.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
