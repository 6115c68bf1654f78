package gradus.kernel.session;

import gradus.kernel.session.CellThread.Statement;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import jdk.jshell.execution.DirectExecutionControl;
import org.jspecify.annotations.Nullable;

/**
 * Runs the classes that JShell compiles, in this process: the value of a cell is the object itself,
 * not its text sent from another JVM.
 */
final class Execution extends DirectExecutionControl {
  /** The time that a library which handles interrupts itself has to end in an orderly way. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** How often checks are put into the libraries that run before the thread is abandoned. */
  private static final int ATTEMPTS = 4;

  /** JShell sets its class loader for cells as the context of the thread that creates it. */
  private final InterruptInstrumenter instrumenter =
      new InterruptInstrumenter(Thread.currentThread().getContextClassLoader());

  private @Nullable Object value;
  private Optional<Throwable> failure = Optional.empty();
  private Optional<Field> lookedUp = Optional.empty();
  private final StaticValues statics = new StaticValues();
  private final Set<String> replaced = new HashSet<>();
  private final Set<String> restarted = new TreeSet<>();

  /** The classes that were loaded, or got new code, since a snippet ran. */
  private final Set<Class<?>> loaded = new HashSet<>();

  private final ReentrantLock compiling;
  private SessionObserver observer = SessionObserver.NONE;
  private Optional<Duration> limit = Optional.empty();
  private Runnable memoryIsFull = () -> {};

  /** The threads of the running cells, by the threads that evaluate these. */
  private final Map<Thread, CellThread> cells = new ConcurrentHashMap<>();

  /**
   * An execution for a session that holds this lock while it compiles; it is released while a
   * snippet runs, so that other shells can compile.
   */
  Execution(ReentrantLock compiling) {
    this.compiling = compiling;
  }

  /** Until {@link #end} the statements that this thread evaluates run on a new thread. */
  void begin() {
    cells.put(Thread.currentThread(), new CellThread());
  }

  void end() {
    CellThread ended = cells.remove(Thread.currentThread());
    if (ended != null) {
      ended.end();
    }
  }

  /** From now on tells the observer of loaded classes. */
  void observe(SessionObserver by) {
    observer = by;
  }

  @Override
  public void load(ClassBytecodes[] classes)
      throws ClassInstallException, NotImplementedException, EngineTerminationException {
    super.load(instrumenter.instrument(classes));
    statics.record(classes);
    try {
      for (ClassBytecodes one : classes) {
        loaded.add(findClass(one.name()));
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("it has just been loaded", e);
    }
  }

  /**
   * Gives loaded classes new code, so that their objects stay valid; the JVM allows it where only
   * method bodies changed. Static values are not made again, so they must be the same.
   */
  @Override
  public void redefine(ClassBytecodes[] classes)
      throws ClassInstallException, NotImplementedException, EngineTerminationException {
    Optional<Instrumentation> permission = Agent.instrumentation();
    if (permission.isEmpty()) {
      markReplaced(classes);
      throw new NotImplementedException("the JVM does not let the kernel redefine classes");
    }
    if (statics.differ(classes)) {
      markReplaced(classes);
      throw new ClassInstallException("static values changed", new boolean[classes.length]);
    }
    ClassBytecodes[] instrumented = instrumenter.instrument(classes);
    try {
      Map<Class<?>, byte[]> code = new HashMap<>();
      for (ClassBytecodes one : instrumented) {
        code.put(findClass(one.name()), one.bytecodes());
      }
      loaded.addAll(code.keySet());
      if (!observer.redefine(code)) {
        permission.get().redefineClasses(definitions(code));
      }
    } catch (ClassNotFoundException
        | UnmodifiableClassException
        | LinkageError
        | InternalError // a class whose initialization failed cannot be redefined
        | RuntimeException e) {
      markReplaced(classes);
      throw new ClassInstallException(String.valueOf(e.getMessage()), new boolean[classes.length]);
    }
    statics.record(classes);
    classesRedefined(instrumented);
  }

  private static ClassDefinition[] definitions(Map<Class<?>, byte[]> code) {
    return code.entrySet().stream()
        .map(entry -> new ClassDefinition(entry.getKey(), entry.getValue()))
        .toArray(ClassDefinition[]::new);
  }

  private void markReplaced(ClassBytecodes[] classes) {
    for (ClassBytecodes one : classes) {
      replaced.add(one.name());
      String name = CellError.withoutWrappers(one.name());
      if (!name.equals(one.name()) && hasStaticVariables(one.name())) {
        restarted.add(name);
      }
    }
  }

  private boolean hasStaticVariables(String name) {
    try {
      return Stream.of(findClass(name).getDeclaredFields())
          .map(Field::getModifiers)
          .anyMatch(modifiers -> Modifier.isStatic(modifiers) && !Modifier.isFinal(modifiers));
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** Runs a snippet on the cell's thread and keeps its value or the exception that it threw. */
  @Override
  protected String invoke(Method snippet) throws Exception {
    observer.starts(snippet.getDeclaringClass(), Set.copyOf(loaded));
    loaded.clear();
    value = null;
    value = run(() -> snippet.invoke(null), snippet.getDeclaringClass().getClassLoader());
    return "";
  }

  /** Runs code on the cell's thread, so that it can be stopped. */
  <T extends @Nullable Object> T run(Callable<T> code, ClassLoader loader)
      throws InvocationTargetException, InterruptedException {
    CellThread cell = cells.get(Thread.currentThread());
    if (cell == null) {
      throw new IllegalStateException("no cell has begun on this thread");
    }
    Optional<Throwable> thrown = Optional.empty();
    // Other shells may compile and run while this snippet runs, and what it prints is explained.
    boolean compiled = compiling.isHeldByCurrentThread();
    if (compiled) {
      compiling.unlock();
    }
    try {
      return result(cell.start(() -> releasing(code), loader));
    } catch (InvocationTargetException e) {
      thrown = Optional.of(e.getTargetException());
      throw new InvocationTargetException(translatable(thrown.get()));
    } finally {
      try {
        if (Interruption.isForMemory()) {
          memoryIsFull.run();
        }
      } finally {
        if (compiled) {
          compiling.lock();
        }
        failure = thrown;
      }
    }
  }

  /** Waits for the end of a statement, which is stopped if its time is limited. */
  private <T extends @Nullable Object> T result(Statement<T> statement)
      throws InvocationTargetException, InterruptedException {
    limit.ifPresent(
        duration ->
            Thread.ofPlatform().daemon().name("limit").start(() -> watch(statement, duration)));
    try {
      return statement.get();
    } catch (ExecutionException e) {
      throw new InvocationTargetException(unwrapped(e));
    } catch (InterruptedException e) { // nobody waits for it any more
      Interruption.end(statement.thread());
      throw e;
    } catch (CancellationException e) {
      throw new InvocationTargetException(Interruption.abandon(statement.thread()));
    }
  }

  /** When the memory is full, makes room before anything else is tried. */
  private <T extends @Nullable Object> T releasing(Callable<T> code) throws Exception {
    try {
      return code.call();
    } catch (OutOfMemoryError e) {
      memoryIsFull.run();
      throw e;
    } catch (InvocationTargetException e) {
      if (HeapWatch.isFull(e.getTargetException())) {
        memoryIsFull.run();
      }
      throw e;
    }
  }

  /** From now on this makes room when the memory is full. */
  void whenMemoryIsFull(Runnable release) {
    memoryIsFull = release;
  }

  /**
   * The exception, or one with its frames where JShell would fail to translate it: its causes go
   * round in a circle, or it cannot say its message.
   */
  private static Throwable translatable(Throwable thrown) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    try {
      for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
        var unused = cause.getMessage();
        if (!seen.add(cause)) {
          return framesOnly(thrown);
        }
      }
      return thrown;
    } catch (RuntimeException | StackOverflowError e) {
      return framesOnly(thrown);
    }
  }

  private static Throwable framesOnly(Throwable thrown) {
    var frames = new IllegalStateException();
    frames.setStackTrace(thrown.getStackTrace());
    return frames;
  }

  private static Throwable unwrapped(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause instanceof InvocationTargetException target ? target.getTargetException() : cause;
  }

  /** Records the field of a variable instead of turning its value into text, which may be huge. */
  @Override
  public String varValue(String className, String name) throws InternalException {
    try {
      Field field = findClass(className).getDeclaredField(name);
      field.setAccessible(true);
      lookedUp = Optional.of(field);
      return "";
    } catch (ReflectiveOperationException e) {
      throw new InternalException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Ends all running snippets: their loops check for the request, a waiting library method for the
   * interrupt of its thread.
   */
  @Override
  public void stop() {
    for (CellThread cell : cells.values()) {
      Statement<?> statement = cell.running();
      if (statement != null) {
        statement.thread().interrupt();
        Thread.ofPlatform().daemon().name("interrupt").start(() -> insist(statement));
      }
    }
  }

  /** Whether the thread runs a snippet, so that what it evaluates is a part of that. */
  boolean runsOn(Thread thread) {
    return cells.values().stream().anyMatch(cell -> cell.is(thread));
  }

  /** From now on a statement that takes longer is stopped. */
  void limit(Duration duration) {
    limit = Optional.of(duration);
  }

  private void watch(Statement<?> statement, Duration duration) {
    try {
      if (!statement.hasEndedAfter(duration)) {
        Interruption.request();
        stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Puts checks into a library that ignores the interrupt: they take effect at the next call of a
   * method of the classes on the stack. Code that stays within the JDK may never make that call;
   * the cell then ends without it.
   */
  private void insist(Statement<?> statement) {
    try {
      for (int i = 0; i < ATTEMPTS; i++) {
        if (statement.hasEndedAfter(PATIENCE)) {
          return;
        }
        instrumenter.instrumentLibraries(statement.thread().getStackTrace());
      }
      statement.cancel(true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The value of the last snippet, which is then released. */
  @Nullable Object takeValue() {
    Object taken = value;
    value = null;
    return taken;
  }

  /** The exception that the last snippet threw. */
  Optional<Throwable> failure() {
    return failure;
  }

  /** The classes that the JVM could not redefine, so that new ones took their place. */
  Set<String> replaced() {
    return replaced;
  }

  /** Those of them whose static variables have their first values again. */
  Set<String> restarted() {
    return restarted;
  }

  /** The field that the last {@link #varValue} asked for. */
  Field lookedUp() {
    return lookedUp.orElseThrow();
  }
}
