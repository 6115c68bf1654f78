package gradus.kernel.session;

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
 * Keeps the values of a notebook's variables.
 *
 * <p>JShell moves a variable into a new class whenever something that it depends on changes (an
 * import, a method, a class), and there it starts with null. This class records the field that
 * holds each variable and copies its value to the new field.
 */
final class Variables {
  private final JShell shell;
  private final Execution execution;
  private final Map<String, Location> locations = new HashMap<>();
  private final Map<String, String> notes = new LinkedHashMap<>();

  /** The snippet that declared a variable and the static field that holds its value. */
  private record Location(String snippet, Field field) {}

  Variables(JShell shell, Execution execution) {
    this.shell = shell;
    this.execution = execution;
  }

  /** Which variables were reset or lost since {@link #forgetNotes}, and why. */
  List<String> notes() {
    return List.copyOf(notes.values());
  }

  void forgetNotes() {
    notes.clear();
  }

  /** A variable that the same cell declares again needs no note about its old value. */
  void forgetNote(Snippet declared) {
    if (declared instanceof VarSnippet variable) {
      notes.remove(variable.name());
    }
  }

  /** Looks up the field of every variable; those that JShell moved get their values back. */
  void carry(Snippet cause) {
    for (VarSnippet variable : shell.variables().toList()) {
      if (!shell.status(variable).isDefined()) {
        lost(variable.name());
        continue;
      }
      shell.varValue(variable);
      Field field = execution.lookedUp();
      Location old = locations.put(variable.name(), new Location(variable.id(), field));
      if (old == null || old.field().equals(field)) {
        continue;
      }
      if (old.snippet().equals(variable.id()) && !variable.id().equals(cause.id())) {
        carry(variable, old.field(), field);
      }
      forget(old.field());
    }
  }

  /** A variable whose type is no longer defined is lost; the user should know. */
  private void lost(String name) {
    Location old = locations.remove(name);
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

  /** The class of an old variable is never unloaded, so its value must be released. */
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
   * JShell stores the value of a bare expression in a variable such as $7, which would keep the
   * value for ever.
   */
  void dropTemporary(List<SnippetEvent> events) {
    for (SnippetEvent event : events) {
      if (event.snippet() instanceof VarSnippet variable
          && variable.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
        Location location = locations.remove(variable.name());
        if (location != null) {
          forget(location.field());
        }
        shell.drop(variable);
      }
    }
  }
}
