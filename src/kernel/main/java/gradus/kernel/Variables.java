package gradus.kernel;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/**
 * The variables of a notebook, kept alive.
 *
 * <p>JShell moves a variable into a new class whenever something that it depends on changes (an
 * import, a method, a class), and the new class starts with null. Here is remembered where each
 * variable lives, and its value is carried over.
 */
final class Variables {
  private final JShell shell;
  private final Execution execution;
  private final Map<String, Home> homes = new HashMap<>();
  private final Map<String, String> notes = new LinkedHashMap<>();

  /** Where a variable lives: the snippet that declared it and the static field that holds it. */
  private record Home(String snippet, Field field) {}

  Variables(JShell shell, Execution execution) {
    this.shell = shell;
    this.execution = execution;
  }

  /** What became of values that could not be carried over, since {@link #forgetNotes}. */
  List<String> notes() {
    return List.copyOf(notes.values());
  }

  void forgetNotes() {
    notes.clear();
  }

  /** A variable that the same cell declares again needs no note. */
  void forgetNote(Snippet declared) {
    if (declared instanceof VarSnippet variable) {
      notes.remove(variable.name());
    }
  }

  /** Looks up where every variable lives now; those that JShell moved get their values back. */
  void carry(Snippet cause) {
    for (VarSnippet variable : shell.variables().toList()) {
      if (!shell.status(variable).isDefined()) {
        lost(variable.name());
        continue;
      }
      shell.varValue(variable);
      Field field = execution.lookedUp();
      Home old = homes.put(variable.name(), new Home(variable.id(), field));
      if (old == null || old.field().equals(field)) {
        continue;
      }
      if (old.snippet().equals(variable.id()) && !variable.id().equals(cause.id())) {
        carry(variable, old.field(), field);
      }
      forget(old.field());
    }
  }

  /** A variable whose class went away while it was replaced is gone; its reader should know. */
  private void lost(String name) {
    Home old = homes.remove(name);
    if (old != null) {
      forget(old.field());
      notes.put(
          name,
          name
              + " is gone: its class changed in a way that objects cannot follow; run the cell again that made it");
    }
  }

  private void carry(VarSnippet variable, Field from, Field to) {
    try {
      Object value = from.get(null);
      if (value == null || to.getType().isPrimitive() || to.getType().isInstance(value)) {
        to.set(null, value);
      } else {
        notes.put(
            variable.name(),
            "%s was reset: its class changed in a way that objects cannot follow; run the cell again that made it"
                .formatted(variable.name()));
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the fields of snippets are accessible", e);
    }
  }

  /** The class of an old variable is never unloaded, so what it held must be let go. */
  private static void forget(Field field) {
    if (!field.getType().isPrimitive()) {
      try {
        field.set(null, null);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("the fields of snippets are accessible", e);
      }
    }
  }

  /**
   * A bare expression makes a variable such as $7, which nobody asked for and which would keep its
   * value for ever.
   */
  void dropTemporary(List<SnippetEvent> events) {
    for (SnippetEvent event : events) {
      if (event.snippet() instanceof VarSnippet variable
          && variable.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
        Home home = homes.remove(variable.name());
        if (home != null) {
          forget(home.field());
        }
        shell.drop(variable);
      }
    }
  }
}
