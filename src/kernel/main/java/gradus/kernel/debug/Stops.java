package gradus.kernel.debug;

import com.google.gson.JsonObject;
import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.ExceptionEvent;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.EventRequestManager;
import com.sun.jdi.request.ExceptionRequest;
import com.sun.jdi.request.StepRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The threads that have stopped, and what makes one stop: breakpoints, steps, exceptions.
 *
 * <p>Only the thread that an event is about is ever suspended.
 */
final class Stops {
  private static final System.Logger LOGGER = System.getLogger(Stops.class.getName());

  private static final List<String> STEPPED_OVER =
      List.of("java.*", "javax.*", "jdk.*", "sun.*", "com.sun.*", "gradus.kernel.*");

  /** The kernel's own threads, which must not stop although they run code of cells. */
  private static final Set<String> KERNEL =
      Set.of(Values.THREAD, "shell", "control", "output", "main");

  /** Where an exception of a cell ends up if the cell does not catch it. */
  private static final Pattern CALLER =
      Pattern.compile("jdk\\.internal\\.|java\\.lang\\.(reflect|invoke)\\.");

  private final VirtualMachine machine;
  private final EventRequestManager manager;
  private final Breakpoints breakpoints;
  private final Sources sources;
  private final Consumer<JsonObject> listener;
  private final Map<Long, ThreadReference> stopped = new ConcurrentHashMap<>();
  private volatile Set<String> exceptions = Set.of();

  /** While code is evaluated for the front end, nothing stops. */
  private volatile boolean muted;

  /** While cells are being stopped, nothing else stops: a breakpoint in a loop would. */
  private volatile boolean releasing;

  /** Whether a step may leave a snippet for the next one of its cell. */
  private volatile boolean stepping;

  Stops(
      VirtualMachine machine,
      Breakpoints breakpoints,
      Sources sources,
      Consumer<JsonObject> listener) {
    this.machine = machine;
    manager = machine.eventRequestManager();
    this.sources = sources;
    this.breakpoints = breakpoints;
    this.listener = listener;
    Thread.ofPlatform().daemon().name("debugger").start(this::run);
  }

  private void run() {
    try {
      while (true) {
        handle(machine.eventQueue().remove());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (VMDisconnectedException e) {
      // the kernel ends
    }
  }

  private void handle(EventSet events) {
    try {
      Optional<LocatableEvent> stop = Optional.empty();
      for (Event event : events) {
        if (event instanceof ClassPrepareEvent prepared) {
          breakpoints.prepared(prepared);
        } else if (event instanceof LocatableEvent located && stops(located)) {
          stop = Optional.of(located);
        }
      }
      stop.ifPresentOrElse(this::stopped, events::resume);
    } catch (VMDisconnectedException e) {
      throw e;
    } catch (RuntimeException e) {
      // An event that cannot be handled must not leave its thread suspended.
      LOGGER.log(System.Logger.Level.DEBUG, "an event was skipped", e);
      events.resume();
    }
  }

  private boolean stops(LocatableEvent event) {
    return !muted
        && !releasing
        && !KERNEL.contains(event.thread().name())
        && (!(event instanceof ExceptionEvent exception) || concerns(exception))
        && !(event instanceof StepEvent step && isWithinLine(step));
  }

  /** JShell makes several lines of one; a step goes on to the next line of the cell. */
  private boolean isWithinLine(StepEvent event) {
    StepRequest step = (StepRequest) event.request();
    if (!line(event.location()).equals(step.getProperty("from"))) {
      return false;
    }
    manager.deleteEventRequest(step);
    requestStep(event.thread(), step.depth(), event.location());
    return true;
  }

  private String line(Location location) {
    Object method =
        Sources.isEntry(location.method()) ? location.declaringType() : location.method();
    return method + ":" + sources.knownLine(location);
  }

  private boolean concerns(ExceptionEvent event) {
    String name = event.exception().referenceType().name();
    Location caught = event.catchLocation();
    boolean uncaught = caught == null || CALLER.matcher(caught.declaringType().name()).lookingAt();
    return !name.startsWith("gradus.kernel.")
        && (uncaught || isOfUser(event.location()))
        && exceptions.contains(uncaught ? "uncaught" : "raised");
  }

  private static boolean isOfUser(Location location) {
    return STEPPED_OVER.stream()
        .noneMatch(pattern -> location.declaringType().name().startsWith(pattern.replace("*", "")));
  }

  private void stopped(LocatableEvent event) {
    ThreadReference thread = event.thread();
    forgetSteps(thread);
    stopped.put(thread.uniqueID(), thread);
    String reason =
        switch (event) {
          case ExceptionEvent e -> "exception";
          case StepEvent e -> "step";
          case BreakpointEvent e when e.request().getProperty("path") == null -> "step";
          default -> "breakpoint";
        };
    String text = event instanceof ExceptionEvent e ? e.exception().referenceType().name() : null;
    listener.accept(
        Json.of(
            "event",
            "stopped",
            "body",
            Json.of(
                "reason",
                reason,
                "threadId",
                thread.uniqueID(),
                "allThreadsStopped",
                false,
                "text",
                text)));
  }

  private void forgetSteps(ThreadReference thread) {
    manager.deleteEventRequests(
        List.copyOf(manager.stepRequests()).stream()
            .filter(step -> step.thread().equals(thread))
            .toList());
    forgetEntry();
  }

  private void forgetEntry() {
    stepping = false;
    manager.deleteEventRequests(
        List.copyOf(manager.breakpointRequests()).stream()
            .filter(request -> request.getProperty("path") == null)
            .toList());
  }

  /** A snippet is about to run: a step over the end of the one before it stops here. */
  void starts(ReferenceType snippet) {
    releasing = false;
    if (stepping) {
      stopAtEntry(snippet);
    }
  }

  private void stopAtEntry(ReferenceType type) {
    Sources.entry(type)
        .ifPresent(
            method -> {
              BreakpointRequest request = manager.createBreakpointRequest(start(method));
              request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
              request.enable();
            });
  }

  /** The first line, which comes after the check for an interrupt. */
  private static Location start(Method method) {
    try {
      return method.allLineLocations().getFirst();
    } catch (AbsentInformationException e) {
      return method.location();
    }
  }

  /** The cell has ended, and a step with it. */
  void idle() {
    forgetEntry();
  }

  /** The stopped thread of this id. */
  Optional<ThreadReference> thread(long id) {
    return Optional.ofNullable(stopped.get(id));
  }

  Set<Long> ids() {
    return Set.copyOf(stopped.keySet());
  }

  /** Lets a thread run until the next line; {@code depth} is one of {@link StepRequest}. */
  void step(long id, int depth) {
    thread(id)
        .ifPresent(
            thread -> {
              frames(thread).stream()
                  .findFirst()
                  .ifPresent(frame -> requestStep(thread, depth, frame.location()));
              stepping = true;
              resume(id);
            });
  }

  private void requestStep(ThreadReference thread, int depth, @Nullable Location from) {
    StepRequest step = manager.createStepRequest(thread, StepRequest.STEP_LINE, depth);
    STEPPED_OVER.forEach(step::addClassExclusionFilter);
    step.addCountFilter(1);
    step.putProperty("from", from == null ? "" : line(from));
    step.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
    step.enable();
  }

  /** Makes the running threads of cells stop at their next line of code. */
  void pause() {
    for (ThreadReference thread : machine.allThreads()) {
      if (thread.name().equals("cell") && !stopped.containsKey(thread.uniqueID())) {
        thread.suspend();
        forgetSteps(thread);
        requestStep(thread, StepRequest.STEP_INTO, null);
        thread.resume();
      }
    }
  }

  /** Lets all threads go on, so that they can be stopped, until the next snippet starts. */
  void release() {
    releasing = true;
    resume(-1);
  }

  /** Lets a thread go on; all of them if this one has not stopped. */
  void resume(long id) {
    Set<Long> ids = stopped.containsKey(id) ? Set.of(id) : ids();
    for (long each : ids) {
      ThreadReference thread = stopped.remove(each);
      if (thread != null) {
        listener.accept(
            Json.of(
                "event",
                "continued",
                "body",
                Json.of("threadId", each, "allThreadsContinued", stopped.isEmpty())));
        resume(thread);
      }
    }
  }

  private static void resume(ThreadReference thread) {
    try {
      thread.resume();
    } catch (ObjectCollectedException e) {
      // it has ended
    }
  }

  /** From now on exceptions stop: those of the filters {@code raised} and {@code uncaught}. */
  void stopOnExceptions(Set<String> filters) {
    manager.deleteEventRequests(List.copyOf(manager.exceptionRequests()));
    exceptions = filters;
    if (!filters.isEmpty()) {
      ExceptionRequest request = manager.createExceptionRequest(null, true, true);
      request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
      request.enable();
    }
  }

  /** Code whose result is asked for while nothing stops. */
  interface Muted<T> {
    T run() throws ExecutionException, TimeoutException;
  }

  /** The result of code during which nothing stops. */
  <T> T muted(Muted<T> code) throws ExecutionException, TimeoutException {
    muted = true;
    try {
      return code.run();
    } finally {
      muted = false;
    }
  }

  /** Forgets all steps and exceptions, and lets all threads go on. */
  void clear() {
    stopOnExceptions(Set.of());
    manager.deleteEventRequests(List.copyOf(manager.stepRequests()));
    forgetEntry();
    resume(-1);
  }

  /** The frames of a stopped thread, the innermost first. */
  static List<com.sun.jdi.StackFrame> frames(ThreadReference thread) {
    try {
      return thread.frames();
    } catch (IncompatibleThreadStateException e) {
      return List.of();
    }
  }
}
