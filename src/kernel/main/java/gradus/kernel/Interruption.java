package gradus.kernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What ends the code of a cell when its reader presses stop.
 *
 * <p>{@link InterruptInstrumenter} puts a check into every loop and method of cell code; while an
 * interrupt is requested, each of them throws. A cell that catches everything cannot escape: its
 * next turn throws again.
 *
 * <p>The check is a call site whose target changes with the request. Compiled code takes the target
 * for a constant that does nothing, and is thrown away when it changes; so a loop in a cell runs as
 * fast as one in a library. A volatile flag instead makes tight loops four times slower.
 */
public final class Interruption extends Error {
  private static final long serialVersionUID = 1;

  /** What its reader is told of a cell that ended. */
  static final String ENDED = "the cell was interrupted; its variables are kept";

  private static final MethodHandle GO_ON = MethodHandles.empty(MethodType.methodType(void.class));
  private static final MethodHandle THROW = handle("interrupt");
  private static final MethodHandle THROW_IF_LEFT_BEHIND = handle("interruptIfLeftBehind");
  private static final MutableCallSite SITE = new MutableCallSite(GO_ON);
  private static final MethodHandle CHECK = SITE.dynamicInvoker();

  /** Threads of ended cells that have not come back from a library yet. */
  private static final Set<Thread> LEFT_BEHIND = ConcurrentHashMap.newKeySet();

  private Interruption(String message) {
    super(message, null, false, false);
  }

  /** Ends the calling cell if an interrupt was requested. Public for the code of cells. */
  public static void check() throws Throwable {
    CHECK.invokeExact();
  }

  /** From now on every check throws. */
  static void request() {
    retarget(THROW);
  }

  /** From now on no check throws in new cells, until the next request. */
  static void clear() {
    LEFT_BEHIND.removeIf(thread -> !thread.isAlive());
    MethodHandle target = LEFT_BEHIND.isEmpty() ? GO_ON : THROW_IF_LEFT_BEHIND;
    if (SITE.getTarget() != target) {
      retarget(target);
    }
  }

  /** Whether an interrupt was requested for the cell that is running. */
  static boolean requested() {
    return SITE.getTarget() == THROW;
  }

  /** Gives up waiting for this thread: its cell has ended, and its next check ends it. */
  static Interruption leaveBehind(Thread thread) {
    LEFT_BEHIND.add(thread);
    String called =
        Stream.of(thread.getStackTrace())
            .takeWhile(frame -> !frame.getClassName().startsWith("REPL."))
            .reduce((inner, outer) -> outer)
            .map(frame -> frame.getClassName() + "." + frame.getMethodName())
            .orElse("a method");
    return new Interruption(
        "%s; but %s heeds no interrupt and goes on unseen: restart the kernel if it is in the way"
            .formatted(ENDED, called));
  }

  private static MethodHandle handle(String method) {
    try {
      return MethodHandles.lookup()
          .findStatic(Interruption.class, method, MethodType.methodType(void.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unused") // by name
  private static void interrupt() {
    throw new Interruption(ENDED);
  }

  @SuppressWarnings("unused") // by name
  private static void interruptIfLeftBehind() {
    if (LEFT_BEHIND.contains(Thread.currentThread())) {
      interrupt();
    }
  }

  private static void retarget(MethodHandle target) {
    SITE.setTarget(target);
    MutableCallSite.syncAll(new MutableCallSite[] {SITE});
  }
}
