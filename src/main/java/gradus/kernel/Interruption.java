package gradus.kernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/**
 * What ends the code of a cell when its reader presses stop.
 *
 * <p>{@link Weaver} puts a check into every loop and method of cell code; while an interrupt is
 * requested, each of them throws. A cell that catches everything cannot escape: its next turn
 * throws again.
 *
 * <p>The check is a call site whose target changes with the request. Compiled code takes the target
 * for a constant that does nothing, and is thrown away when it changes; so a loop in a cell runs as
 * fast as one in a library. A volatile flag instead makes tight loops four times slower.
 */
public final class Interruption extends Error {
  private static final long serialVersionUID = 1;
  private static final MethodHandle GO_ON = MethodHandles.empty(MethodType.methodType(void.class));
  private static final MethodHandle THROW = throwing();
  private static final MutableCallSite SITE = new MutableCallSite(GO_ON);
  private static final MethodHandle CHECK = SITE.dynamicInvoker();

  private Interruption() {
    super("the cell was interrupted", null, false, false);
  }

  /** Ends the calling cell if an interrupt was requested. Public for the code of cells. */
  public static void check() throws Throwable {
    CHECK.invokeExact();
  }

  /** From now on every check throws. */
  static void request() {
    retarget(THROW);
  }

  /** From now on no check throws, until the next request. */
  static void clear() {
    if (requested()) {
      retarget(GO_ON);
    }
  }

  /** Whether an interrupt was requested for the cell that is running. */
  static boolean requested() {
    return SITE.getTarget() != GO_ON;
  }

  private static MethodHandle throwing() {
    try {
      return MethodHandles.lookup()
          .findStatic(Interruption.class, "interrupt", MethodType.methodType(void.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unused") // by name
  private static void interrupt() {
    throw new Interruption();
  }

  private static void retarget(MethodHandle target) {
    SITE.setTarget(target);
    MutableCallSite.syncAll(new MutableCallSite[] {SITE});
  }
}
