package gradus.kernel.session;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Thrown in the code of a cell when the user presses stop.
 *
 * <p>{@code InterruptInstrumenter} puts a check into every loop and method of cell code; while an
 * interrupt is requested, each of them throws. A loop that catches everything ends, too: the check
 * before its next iteration throws again.
 *
 * <p>The check is a call site whose target changes with the request. The JIT compiler treats the
 * target as a constant that does nothing, and discards the compiled code when it changes; so a loop
 * in a cell runs as fast as one in a library. Reading a volatile flag instead made tight loops four
 * times slower.
 */
public final class Interruption extends Error {
  private static final long serialVersionUID = 1;

  /** The message of a cell that was stopped. */
  static final String ENDED = "the cell was interrupted; its variables are kept";

  private static final MethodHandle GO_ON = MethodHandles.empty(MethodType.methodType(void.class));
  private static final MethodHandle THROW = handle("interrupt");
  private static final MethodHandle THROW_IF_ABANDONED = handle("interruptIfAbandoned");
  private static final MutableCallSite SITE = new MutableCallSite(GO_ON);
  private static final MutableCallSite[] SITES = {SITE};
  private static final MethodHandle CHECK = SITE.dynamicInvoker();

  @SuppressWarnings("NonFinalStaticField") // as the call site, of the process
  private static volatile boolean forMemory;

  /** Threads of stopped cells that have not returned from a library yet. */
  private static final Set<Thread> ABANDONED = ConcurrentHashMap.newKeySet();

  private Interruption(String message) {
    super(message, null, false, false);
  }

  /** Throws if an interrupt was requested. Public because the code of cells calls it. */
  public static void check() throws Throwable {
    CHECK.invokeExact();
  }

  /** From now on every check throws. */
  static void request() {
    retarget(THROW);
  }

  /** The same because the heap is full, which is not the user's wish. */
  static void requestForMemory() {
    forMemory = true;
    request();
  }

  /** Whether the heap was the reason of the last request. */
  static boolean isForMemory() {
    return forMemory;
  }

  /** From now on no check throws in new cells, until the next request. */
  static void clear() {
    forMemory = false;
    ABANDONED.removeIf(thread -> !thread.isAlive());
    MethodHandle target = ABANDONED.isEmpty() ? GO_ON : THROW_IF_ABANDONED;
    if (SITE.getTarget() != target) {
      retarget(target);
    }
  }

  /** Whether an interrupt was requested for the cell that is running. */
  static boolean requested() {
    return SITE.getTarget() == THROW;
  }

  /**
   * Stops waiting for this thread: its cell counts as ended, and its next check ends the thread.
   */
  static Interruption abandon(Thread thread) {
    ABANDONED.add(thread);
    String called =
        Stream.of(thread.getStackTrace())
            .takeWhile(frame -> !frame.getClassName().startsWith("REPL."))
            .reduce((inner, outer) -> outer)
            .map(frame -> frame.getClassName() + "." + frame.getMethodName())
            .orElse("a method");
    return new Interruption(
        "%s; but %s ignores interrupts and goes on in the background: restart the kernel if it is in the way"
            .formatted(ENDED, called));
  }

  /** From now on every check of this thread throws, whatever cells do. */
  static void end(Thread thread) {
    ABANDONED.add(thread);
    if (SITE.getTarget() == GO_ON) {
      retarget(THROW_IF_ABANDONED);
    }
  }

  private static MethodHandle handle(String method) {
    try {
      return MethodHandles.lookup()
          .findStatic(Interruption.class, method, MethodType.methodType(void.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unused") // called by name
  private static void interrupt() {
    throw new Interruption(ENDED);
  }

  @SuppressWarnings("unused") // called by name
  private static void interruptIfAbandoned() {
    if (ABANDONED.contains(Thread.currentThread())) {
      interrupt();
    }
  }

  private static void retarget(MethodHandle target) {
    SITE.setTarget(target);
    MutableCallSite.syncAll(SITES); // made before: in a full heap an interrupt must not allocate
  }
}
