package gradus.kernel.debug;

import com.google.gson.JsonObject;
import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.ClassNotLoadedException;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.PrimitiveType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The calls that a stopped thread is in, and their variables. */
final class Frames {
  private final Sources sources;
  private final Handover handover;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, Frame> known = new ConcurrentHashMap<>();

  /** A frame by its thread and its depth: the debugging interface's own become invalid. */
  private record Frame(ThreadReference thread, int depth) {}

  /**
   * A variable of a frame.
   *
   * @param name its name; {@code this} for the object whose method runs
   * @param type its declared type, erased, as the JVM names it
   * @param signature the declared type with type arguments, as class files have it; or null
   * @param value its value
   */
  record Local(String name, String type, @Nullable String signature, @Nullable Object value) {}

  Frames(Sources sources, Handover handover) {
    this.sources = sources;
    this.handover = handover;
  }

  /** The frames of a thread, without those of the kernel that has called the cell. */
  Stream<JsonObject> stack(ThreadReference thread) {
    List<StackFrame> frames = Stops.frames(thread);
    int count = frames.size();
    for (int i = frames.size() - 1; i >= 0; i--) {
      if (Sources.isCellClass(frames.get(i).location().declaringType().name())) {
        count = i + 1;
        break;
      }
    }
    List<JsonObject> stack = new ArrayList<>();
    for (int depth = 0; depth < count; depth++) {
      if (depth == 0 || !isSameSnippet(frames.get(depth - 1), frames.get(depth))) {
        stack.add(frame(thread, depth, frames.get(depth)));
      }
    }
    return stack.stream();
  }

  private static boolean isSameSnippet(StackFrame inner, StackFrame outer) {
    return Sources.isEntry(inner.location().method())
        && Sources.isEntry(outer.location().method())
        && inner.location().declaringType().equals(outer.location().declaringType());
  }

  private JsonObject frame(ThreadReference thread, int depth, StackFrame frame) {
    int id = ids.incrementAndGet();
    known.put(id, new Frame(thread, depth));
    Sources.Place place = sources.place(frame.location(), handover);
    return Json.of(
        "id", id,
        "name", name(frame, place),
        "line", place.line(),
        "column", 1,
        "source",
            Json.of(
                "name",
                place.name(),
                "path",
                place.path().isEmpty() ? place.name() : place.path(),
                "sourceReference",
                0));
  }

  private static String name(StackFrame frame, Sources.Place place) {
    String method = frame.location().method().name();
    String type = frame.location().declaringType().name().replaceAll("^.*[.]", "");
    return Sources.isEntry(frame.location().method())
        ? place.name()
        : (type.startsWith("$JShell$") ? type.replaceAll("^\\$JShell\\$\\w+\\$?", "") : type)
                .replaceAll("(.)$", "$1.")
            + method.replaceAll("^lambda\\$.*", "lambda");
  }

  /** A stopped thread goes on: its frames are gone. */
  void forget() {
    known.clear();
  }

  private Optional<StackFrame> find(int id) {
    return Optional.ofNullable(known.get(id))
        .flatMap(frame -> Stops.frames(frame.thread()).stream().skip(frame.depth()).findFirst());
  }

  /** The variables of a frame that its line can see, and its object. */
  List<Local> locals(int id) {
    return find(id).map(this::locals).orElse(List.of());
  }

  private List<Local> locals(StackFrame frame) {
    List<Local> locals = new ArrayList<>();
    ObjectReference owner = frame.thisObject();
    if (owner != null) {
      locals.add(new Local("this", owner.referenceType().name(), null, handover.value(owner)));
    }
    try {
      for (LocalVariable variable : frame.visibleVariables()) {
        if (!variable.name().contains("$")) {
          locals.add(
              new Local(
                  variable.name(),
                  variable.typeName(),
                  variable.genericSignature(),
                  handover.value(frame.getValue(variable))));
        }
      }
    } catch (AbsentInformationException e) {
      // a library that was compiled without the names of its variables
    }
    return locals;
  }

  /** Gives a variable of a frame a new value. */
  void assign(int id, String name, @Nullable Object value) {
    find(id)
        .ifPresent(
            frame -> {
              try {
                LocalVariable variable = frame.visibleVariableByName(name);
                if (variable != null) {
                  boolean primitive = variable.type() instanceof PrimitiveType;
                  frame.setValue(variable, handover.mirror(value, primitive));
                }
              } catch (AbsentInformationException
                  | InvalidTypeException
                  | ClassNotLoadedException e) {
                throw new IllegalArgumentException(name + " cannot take this value", e);
              }
            });
  }
}
