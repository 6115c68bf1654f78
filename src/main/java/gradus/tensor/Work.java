package gradus.tensor;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * The work splitter: numbered tasks, shared among the calling thread and a few that sleep until
 * there is something to do.
 *
 * <p>Who does which task is a matter of chance, so tasks must not depend on it: each writes what no
 * other touches, and how many there are depends on the size of the work, never on the number of
 * threads. Sums of several tasks are added afterwards in the order of their numbers. That makes a
 * result the same to the bit at any number of threads.
 *
 * <p>All processors take part unless the property {@code gradus.threads} or the environment
 * variable {@code GRADUS_THREADS} names a smaller number: be polite on a shared server.
 */
final class Work {
  static final int THREADS = threads();

  private static final ExecutorService HELPERS =
      Executors.newFixedThreadPool(Math.max(1, THREADS - 1), Work::sleeper);

  private Work() {}

  /** Runs {@code task} for each number from 0 to below {@code count} and returns when all ended. */
  static void split(int count, IntConsumer task) {
    if (count == 1 || THREADS == 1) {
      for (int number = 0; number < count; number++) {
        task.accept(number);
      }
      return;
    }
    Job job = new Job(count, task);
    for (int helper = 1; helper < Math.min(THREADS, count); helper++) {
      HELPERS.execute(job);
    }
    job.run();
    job.await();
  }

  /** Tasks of one kind; whoever runs it takes one after the other until none is left. */
  private static final class Job implements Runnable {
    private final int count;
    private final IntConsumer task;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
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
        } catch (RuntimeException e) {
          failure.compareAndSet(null, e);
        } finally {
          open.countDown();
        }
      }
    }

    /** An interrupt is left for the caller to find: half a result is none. */
    void await() {
      boolean interrupted = false;
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
      RuntimeException failed = failure.get();
      if (failed != null) {
        throw failed;
      }
    }
  }

  private static Thread sleeper(Runnable work) {
    Thread thread = new Thread(work, "gradus-work");
    thread.setDaemon(true);
    return thread;
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
