package gradus.kernel;

import java.lang.instrument.ClassDefinition;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import jdk.jshell.execution.DirectExecutionControl;
import org.jspecify.annotations.Nullable;

/**
 * Runs the classes that JShell compiles, in this process, so that values need no translation and
 * library objects are shown as they are.
 */
final class Execution extends DirectExecutionControl {
  /**
   * Deep recursion in a cell should meet a StackOverflowError later than in most programs, but meet
   * it.
   */
  private static final long STACK_BYTES = 64L << 20;

  /**
   * A library that notices the interrupt itself, as the trainer does, has this long to end well.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** So often libraries are given checks before a thread that heeds nothing is left behind. */
  private static final int ATTEMPTS = 4;

  /** JShell makes its loader for cells the context of the thread that it starts on. */
  private final InterruptInstrumenter weaver =
      new InterruptInstrumenter(Thread.currentThread().getContextClassLoader());

  private @Nullable Object value;
  private Optional<Throwable> failure = Optional.empty();
  private Optional<Field> lookedUp = Optional.empty();
  private final Set<String> replaced = new HashSet<>();
  private volatile Optional<Running> running = Optional.empty();
  private Optional<Duration> limit = Optional.empty();

  /** A snippet on its thread. */
  private record Running(Thread thread, Future<?> snippet) {}

  @Override
  public void load(ClassBytecodes[] classes)
      throws ClassInstallException, NotImplementedException, EngineTerminationException {
    super.load(weaver.weave(classes));
  }

  /**
   * Gives loaded classes new code, so that their objects live on; the JVM allows it where only
   * bodies changed.
   */
  @Override
  public void redefine(ClassBytecodes[] classes)
      throws ClassInstallException, NotImplementedException, EngineTerminationException {
    var instrumentation =
        Agent.instrumentation()
            .orElseThrow(() -> new NotImplementedException("the kernel runs without its agent"));
    ClassBytecodes[] woven = weaver.weave(classes);
    try {
      ClassDefinition[] definitions = new ClassDefinition[woven.length];
      for (int i = 0; i < woven.length; i++) {
        definitions[i] = new ClassDefinition(findClass(woven[i].name()), woven[i].bytecodes());
      }
      instrumentation.redefineClasses(definitions);
    } catch (ClassNotFoundException
        | UnmodifiableClassException
        | LinkageError
        | UnsupportedOperationException e) {
      Stream.of(classes).map(ClassBytecodes::name).forEach(replaced::add);
      throw new ClassInstallException(String.valueOf(e.getMessage()), new boolean[classes.length]);
    }
    classesRedefined(woven);
  }

  /** Runs a snippet on a thread of its own and keeps its value or what it threw. */
  @Override
  protected String invoke(Method snippet) throws Exception {
    value = null;
    value = run(() -> snippet.invoke(null), snippet.getDeclaringClass().getClassLoader());
    return "";
  }

  /** Runs code on the thread of a cell, so that it can be stopped. */
  <T extends @Nullable Object> T run(Callable<T> code, ClassLoader loader)
      throws InvocationTargetException, InterruptedException {
    FutureTask<T> task = new FutureTask<>(code);
    Thread thread = new Thread(null, task, "cell", STACK_BYTES);
    thread.setContextClassLoader(loader);
    Running cell = new Running(thread, task);
    running = Optional.of(cell);
    thread.start();
    limit.ifPresent(
        most -> Thread.ofPlatform().daemon().name("limit").start(() -> watch(cell, most)));
    failure = Optional.empty();
    try {
      return task.get();
    } catch (ExecutionException e) {
      Throwable thrown = unwrapped(e);
      failure = Optional.of(thrown);
      throw new InvocationTargetException(thrown);
    } catch (CancellationException e) {
      failure = Optional.of(Interruption.leaveBehind(thread));
      throw new InvocationTargetException(failure.get());
    } finally {
      running = Optional.empty();
    }
  }

  private static Throwable unwrapped(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause instanceof InvocationTargetException target ? target.getTargetException() : cause;
  }

  /** Notes where a variable lives instead of turning its value into text, which may be huge. */
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
   * Ends the running snippet: its loops notice the request, a waiting library method its thread's
   * interrupt.
   */
  @Override
  public void stop() {
    running.ifPresent(
        cell -> {
          cell.thread().interrupt();
          Thread.ofPlatform().daemon().name("interrupt").start(() -> insist(cell));
        });
  }

  /** From now on a statement that takes longer is stopped. */
  void limit(Duration most) {
    limit = Optional.of(most);
  }

  private void watch(Running cell, Duration most) {
    try {
      if (!cell.thread().join(most)) {
        Interruption.request();
        stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A library that heeds no interrupt gets checks, too: in the classes that it is in, for their
   * next call. What waits or computes within the JDK may never call; the cell then ends without it.
   */
  private void insist(Running cell) {
    try {
      for (int i = 0; i < ATTEMPTS; i++) {
        if (cell.thread().join(PATIENCE)) {
          return;
        }
        weaver.weaveLibraries(cell.thread().getStackTrace());
      }
      cell.snippet().cancel(true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The value of the last snippet; reading it forgets it. */
  @Nullable Object takeValue() {
    Object taken = value;
    value = null;
    return taken;
  }

  /** What the last snippet threw, if it did. */
  Optional<Throwable> failure() {
    return failure;
  }

  /** The classes that could not get their new code, so that others took their place. */
  Set<String> replaced() {
    return replaced;
  }

  /** The field that the last {@link #varValue} asked for. */
  Field lookedUp() {
    return lookedUp.orElseThrow();
  }
}
