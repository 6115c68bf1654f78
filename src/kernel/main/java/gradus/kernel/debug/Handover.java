package gradus.kernel.debug;

import com.sun.jdi.BooleanValue;
import com.sun.jdi.ByteValue;
import com.sun.jdi.CharValue;
import com.sun.jdi.ClassNotLoadedException;
import com.sun.jdi.ClassObjectReference;
import com.sun.jdi.ClassType;
import com.sun.jdi.DoubleValue;
import com.sun.jdi.Field;
import com.sun.jdi.FloatValue;
import com.sun.jdi.IntegerValue;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.LongValue;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ShortValue;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges an object for its mirror in the Java Debug Interface and back: the debugger and its
 * target are one JVM, so that both see the same static field.
 */
final class Handover {
  @SuppressWarnings("NonFinalStaticField") // the target of the exchange
  private static volatile @Nullable Object slot;

  private final ClassType here;
  private final Field field;
  private final VirtualMachine machine;

  Handover(VirtualMachine machine) {
    this.machine = machine;
    here = (ClassType) machine.classesByName(Handover.class.getName()).getFirst();
    field = here.fieldByName("slot");
  }

  /** The value behind a mirror; primitive ones are boxed. */
  synchronized @Nullable Object value(@Nullable Value mirror) {
    return switch (mirror) {
      case BooleanValue v -> v.value();
      case ByteValue v -> v.value();
      case CharValue v -> v.value();
      case ShortValue v -> v.value();
      case IntegerValue v -> v.value();
      case LongValue v -> v.value();
      case FloatValue v -> v.value();
      case DoubleValue v -> v.value();
      case ObjectReference reference -> object(reference);
      case null, default -> null;
    };
  }

  private @Nullable Object object(ObjectReference reference) {
    try {
      here.setValue(field, reference);
      return slot;
    } catch (InvalidTypeException | ClassNotLoadedException e) {
      throw new IllegalStateException("the field takes any object", e);
    } finally {
      slot = null;
    }
  }

  /**
   * The mirror of a class. The debugging interface finds one by name only after it has heard, on
   * another thread, that the class was loaded.
   */
  ReferenceType type(Class<?> type) {
    return ((ClassObjectReference) Objects.requireNonNull(mirror(type, false))).reflectedType();
  }

  /** The mirror of a value, primitive if asked for. */
  synchronized @Nullable Value mirror(@Nullable Object value, boolean primitive) {
    if (primitive && value != null) {
      return switch (value) {
        case Boolean v -> machine.mirrorOf(v);
        case Byte v -> machine.mirrorOf(v);
        case Character v -> machine.mirrorOf(v);
        case Short v -> machine.mirrorOf(v);
        case Integer v -> machine.mirrorOf(v);
        case Long v -> machine.mirrorOf(v);
        case Float v -> machine.mirrorOf(v);
        default -> machine.mirrorOf((Double) value);
      };
    }
    slot = value;
    try {
      return here.getValue(field);
    } finally {
      slot = null;
    }
  }
}
