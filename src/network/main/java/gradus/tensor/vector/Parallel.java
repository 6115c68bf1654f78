package gradus.tensor.vector;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The work splitter: numbered tasks, shared among the calling thread and a few that sleep until
 * there is something to do.
 *
 * <p>Which thread runs which task is a matter of chance, so tasks must not depend on it: each
 * writes what no other touches, and their number depends on the size of the work, never on the
 * number of threads. Sums of several tasks are added afterwards in the order of their numbers. That
 * makes a result the same to the bit at any number of threads.
 *
 * <p>All processors take part unless the property {@code gradus.threads} or the environment
 * variable {@code GRADUS_THREADS} names a smaller number: be polite on a shared server.
 */
public final class Parallel {
  static final int THREADS = threads();

  /**
   * How long an idle thread spins before it sleeps: about as long as waking it takes. Within a step
   * the next task comes sooner; between steps it sleeps.
   */
  private static final long SPIN_NANOS = 50_000;

  private static final Queue<Job> JOBS = new ConcurrentLinkedQueue<>();

  private static final List<Thread> HELPERS =
      IntStream.range(1, THREADS).mapToObj(number -> helper()).toList();

  private Parallel() {}

  /** The size of each of {@code parts} parts of a length, rounded up to whole units. */
  static int evenly(int length, int parts, int unit) {
    return Math.max(1, Math.ceilDiv(Math.ceilDiv(length, unit), Math.max(1, parts))) * unit;
  }

  /** Runs {@code task} for each number from 0 to below {@code count} and returns when all ended. */
  public static void split(int count, IntConsumer task) {
    if (count <= 1 || THREADS == 1) {
      for (int number = 0; number < count; number++) {
        task.accept(number);
      }
      return;
    }
    Job job = new Job(count, task);
    for (Thread helper : HELPERS.subList(0, Math.min(THREADS, count) - 1)) {
      JOBS.add(job);
      LockSupport.unpark(helper);
    }
    job.run();
    job.await();
  }

  /** Tasks of one kind; each thread that runs it takes one after the other until none is left. */
  private static final class Job implements Runnable {
    private final int count;
    private final IntConsumer task;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final CountDownLatch open;

    Job(int count, IntConsumer task) {
      this.count = count;
      this.task = task;
      open = new CountDownLatch(count);
    }

    @Override
    public void run() {
      for (int number; (number = next.getAndIncrement()) < count; ) {
        try {
          task.accept(number);
        } catch (RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        } finally {
          open.countDown();
        }
      }
    }

    /** An interrupt does not end the wait, since half a result is none; the caller will see it. */
    void await() {
      boolean interrupted = false;
      spinUntil(() -> open.getCount() == 0);
      while (open.getCount() > 0) {
        try {
          open.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      switch (failure.get()) {
        case RuntimeException exception -> throw exception;
        case Error error -> throw error;
        case null, default -> {}
      }
    }
  }

  private static Thread helper() {
    Thread thread = new Thread(Parallel::help, "gradus-work");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Takes part in one job after the other; a job that comes before it parks makes park return. */
  private static void help() {
    while (true) {
      Job job = JOBS.poll();
      if (job != null) {
        job.run();
      } else if (!spinUntil(() -> !JOBS.isEmpty())) {
        LockSupport.park(JOBS);
      }
    }
  }

  /** Spins until that is true or the time is over; whether it came true. */
  private static boolean spinUntil(BooleanSupplier awaited) {
    long end = System.nanoTime() + SPIN_NANOS;
    while (!awaited.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.onSpinWait();
    }
    return true;
  }

  private static int threads() {
    int processors = Runtime.getRuntime().availableProcessors();
    String wish = System.getProperty("gradus.threads", System.getenv("GRADUS_THREADS"));
    if (wish == null || wish.isBlank()) {
      return processors;
    }
    if (!wish.strip().matches("[1-9][0-9]{0,3}")) {
      throw new IllegalArgumentException(
          "gradus.threads or GRADUS_THREADS is '%s'; expected how many threads may compute, such as 2"
              .formatted(wish));
    }
    return Math.min(processors, Integer.parseInt(wish.strip()));
  }
}
