package gradus.datasets.download;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A watch over a stream that closes it when it has been silent for too long, since a blocked read
 * has no time limit of its own.
 */
final class StallGuard implements AutoCloseable {
  private final AtomicLong lastSign = new AtomicLong(System.nanoTime());
  private final Thread watch;
  private volatile boolean stalled;

  StallGuard(Closeable stream, Duration limit) {
    watch = Thread.ofVirtual().start(() -> watch(stream, limit));
  }

  /** Bytes have come. */
  void sign() {
    lastSign.set(System.nanoTime());
  }

  /** Whether the stream was closed because it was silent. */
  boolean stalled() {
    return stalled;
  }

  private void watch(Closeable stream, Duration limit) {
    try {
      Duration left = limit;
      while (left.isPositive()) {
        Thread.sleep(left);
        left = limit.minusNanos(System.nanoTime() - lastSign.get());
      }
      stalled = true;
      stream.close();
    } catch (InterruptedException | IOException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    watch.interrupt();
  }
}
