package gradus.kernel.session;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The thread on which a cell runs, one statement after the other: locks, thread-local variables and
 * the thread's interrupt flag last from one statement to the next.
 */
final class CellThread {
  /** Room for deeper recursion than in most programs; endless recursion still overflows it. */
  private static final long STACK_BYTES = 64L << 20;

  private final LinkedBlockingQueue<Statement<?>> statements = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(null, this::work, "cell", STACK_BYTES);
  private volatile @Nullable Statement<?> running;
  private volatile boolean ended;

  CellThread() {
    thread.start();
  }

  /** A piece of code that runs on the thread. */
  static final class Statement<T extends @Nullable Object> extends FutureTask<T> {
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread;

    Statement(Callable<T> code, Thread thread) {
      super(code);
      this.thread = thread;
    }

    @Override
    protected void done() {
      done.countDown();
    }

    /** Whether it has ended, after at most this time. */
    boolean hasEndedAfter(Duration time) throws InterruptedException {
      return done.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    Thread thread() {
      return thread;
    }
  }

  /** Starts a statement; one at a time. */
  <T extends @Nullable Object> Statement<T> start(Callable<T> code, ClassLoader loader) {
    Statement<T> statement =
        new Statement<>(
            () -> {
              Thread.currentThread().setContextClassLoader(loader);
              return code.call();
            },
            thread);
    running = statement;
    statements.add(statement);
    return statement;
  }

  /** The statement that has not ended, if there is one. */
  @Nullable Statement<?> running() {
    Statement<?> last = running;
    return last == null || last.isDone() ? null : last;
  }

  boolean is(Thread other) {
    return thread == other;
  }

  /** Lets the thread end after the statement that it may still be running. */
  void end() {
    ended = true;
    statements.add(new Statement<>(() -> 0, thread));
  }

  private void work() {
    boolean interrupted = false;
    while (!ended) {
      try {
        Statement<?> next = statements.take();
        if (interrupted) {
          thread.interrupt();
          interrupted = false;
        }
        next.run();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }
}
