package gradus.kernel.session;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

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
  private final BooleanSupplier othersRun;
  private final Function<String, List<SnippetEvent>> evaluation;
  private final Map<String, Location> locations = new LinkedHashMap<>();
  private final List<Moved> moved = new ArrayList<>();
  private final Map<String, String> notes = new LinkedHashMap<>();

  /** The snippet that declared a variable and the static field that holds its value. */
  private record Location(String snippet, Field field) {}

  /**
   * A field that a variable has left while another cell was running, which goes on using it.
   *
   * @param to the variable's new field, null if it has none
   * @param seen the value that was last copied
   */
  private record Moved(Field from, @Nullable Field to, @Nullable Object seen) {}

  /**
   * Variables of a shell.
   *
   * @param othersRun whether a cell besides the asking one runs
   * @param evaluation of a declaration
   */
  Variables(
      JShell shell,
      Execution execution,
      BooleanSupplier othersRun,
      Function<String, List<SnippetEvent>> evaluation) {
    this.shell = shell;
    this.execution = execution;
    this.othersRun = othersRun;
    this.evaluation = evaluation;
  }

  /** All variables with their values. */
  List<Variable> list() {
    refresh();
    return shell
        .variables()
        .flatMap(
            variable ->
                Optional.ofNullable(locations.get(variable.name()))
                    .map(
                        location ->
                            new Variable(
                                variable.name(), variable.typeName(), value(location.field())))
                    .stream())
        .toList();
  }

  /** Copies what running cells have written to fields that their variables have left since. */
  void refresh() {
    moved.replaceAll(
        move -> {
          Object now = value(move.from());
          if (move.to() != null && !isSame(now, move.seen()) && fits(now, move.to())) {
            set(move.to(), now);
          }
          return new Moved(move.from(), move.to(), now);
        });
  }

  /** No cell uses the left fields any more. */
  void forgetMoved() {
    refresh();
    moved.forEach(move -> release(move.from()));
    moved.clear();
  }

  private static boolean isSame(@Nullable Object a, @Nullable Object b) {
    return a == b || (a != null && isNumber(a) && Objects.equals(a, b));
  }

  /** Whether a value may be a primitive one, which is a new object each time it is read. */
  private static boolean isNumber(Object value) {
    return value instanceof Number || value instanceof Character || value instanceof Boolean;
  }

  private static boolean fits(@Nullable Object value, Field field) {
    return value == null || field.getType().isPrimitive() || field.getType().isInstance(value);
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
    List<VarSnippet> undefined = new ArrayList<>();
    for (VarSnippet variable : shell.variables().toList()) {
      if (!shell.status(variable).isDefined()) {
        undefined.add(variable);
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
        forget(old.field(), field);
      } else {
        forget(old.field(), null);
      }
    }
    undefined.forEach(this::lost);
  }

  /**
   * A variable that does not compile any more, perhaps because its first value came from something
   * that has changed; without that it is declared again and keeps its value. One whose type is no
   * longer defined is lost; the user should know.
   */
  private void lost(VarSnippet variable) {
    String name = variable.name();
    Location old = locations.get(name);
    boolean again = shell.status(variable) == Snippet.Status.OVERWRITTEN; // with another one
    if (old == null || again || declaredAgain(variable)) {
      return;
    }
    locations.remove(name);
    forget(old.field(), null);
    notes.put(
        name,
        name
            + " is gone: its class changed in a way that objects cannot follow; run the cell again that made it");
  }

  /** Declares a variable with a type that can be written, if it has one that cannot. */
  void makeDenotable(Snippet declared) {
    if (declared instanceof VarSnippet variable
        && shell.status(variable) == Snippet.Status.VALID
        && variable.subKind() != Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND
        && locations.containsKey(variable.name())
        && DenotableType.isNeeded(variable.typeName())) {
      var unused = declaredAgain(variable);
    }
  }

  /**
   * Declares a variable without its first value and copies the present one; whether that worked. If
   * its type is no longer known by that name, or another has that name now, it is named in full.
   */
  private boolean declaredAgain(VarSnippet variable) {
    Location old = Objects.requireNonNull(locations.get(variable.name()));
    String inFull = CellError.withoutWrappers(old.field().getGenericType().getTypeName());
    return declaredAgain(variable, DenotableType.of(variable.typeName()), old)
        || declaredAgain(variable, inFull.replace('$', '.'), old);
  }

  private boolean declaredAgain(VarSnippet variable, String type, Location old) {
    SnippetEvent event = evaluation.apply("%s %s;".formatted(type, variable.name())).getFirst();
    if (event.status() != Snippet.Status.VALID) {
      if (event.status().isActive()) {
        shell.drop(event.snippet());
      }
      return false;
    }
    VarSnippet again = (VarSnippet) event.snippet();
    shell.varValue(again);
    Field field = execution.lookedUp();
    locations.put(again.name(), new Location(again.id(), field));
    carry(again, old.field(), field);
    forget(old.field(), field);
    carry(again); // others may have moved with it
    return true;
  }

  private void carry(VarSnippet variable, Field from, Field to) {
    Object value = value(from);
    if (fits(value, to)) {
      set(to, value);
    } else {
      notes.put(
          variable.name(),
          "%s was reset: its class changed in a way that objects cannot follow; run the cell again that made it"
              .formatted(variable.name()));
    }
  }

  /**
   * The class of an old variable is never unloaded, so its value must be released, as soon as no
   * running cell uses it.
   */
  private void forget(Field field, @Nullable Field to) {
    if (othersRun.getAsBoolean()) {
      moved.add(new Moved(field, to, value(field)));
    } else {
      release(field);
    }
  }

  private static void release(Field field) {
    if (!field.getType().isPrimitive()) {
      set(field, null);
    }
  }

  private static @Nullable Object value(Field field) {
    try {
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the fields of snippets are accessible", e);
    }
  }

  private static void set(Field field, @Nullable Object value) {
    try {
      field.set(null, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the fields of snippets are accessible", e);
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
          release(location.field());
        }
        shell.drop(variable);
      }
    }
  }
}
