package gradus.kernel.session;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stops the cell that fills the heap while there is still room for the kernel to say so.
 *
 * <p>A reserve is held back. When a garbage collection leaves the heap full up to it, the cell is
 * stopped; the reserve is released when the cell has ended, or nothing would be left of it. The
 * cell's variables stay, and the next cell can release them. The watch is on again as soon as the
 * reserve fits again.
 */
final class HeapWatch {
  private static final int SMALLEST_RESERVE = 8 << 20;
  private static final int LARGEST_RESERVE = 96 << 20;
  private static final int PART_OF_HEAP = 16;
  private static final int LOOK_MILLISECONDS = 100;

  /** As many collections in vain while no cell runs mean that something else fills the heap. */
  private static final int HOPELESS_COLLECTIONS = 30;

  private final Runnable whenFull;
  private final BooleanSupplier idle;
  private final Runnable whenHopeless;
  private final Optional<MemoryPoolMXBean> pool;
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final int size;
  private volatile byte @Nullable [] reserve;

  /**
   * Calls back, on a thread of its own.
   *
   * @param whenFull stops the cell that runs
   * @param idle whether none runs
   * @param whenHopeless ends the process, because no cell can be stopped
   */
  HeapWatch(Runnable whenFull, BooleanSupplier idle, Runnable whenHopeless) {
    this.whenFull = whenFull;
    this.idle = idle;
    this.whenHopeless = whenHopeless;
    long heap = Runtime.getRuntime().maxMemory();
    size = Math.clamp(heap / PART_OF_HEAP, SMALLEST_RESERVE, LARGEST_RESERVE);
    pool = oldGeneration();
    pool.ifPresent(old -> old.setCollectionUsageThreshold(old.getUsage().getMax() - size));
    prepare();
    Thread.ofPlatform().daemon().name("heap").start(this::watch);
  }

  /** Where objects stay that outlive collections; unknown for collectors without generations. */
  private static Optional<MemoryPoolMXBean> oldGeneration() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .filter(pool -> pool.getName().matches(".*(Old|Tenured).*"))
        .filter(pool -> pool.isCollectionUsageThresholdSupported() && pool.getUsage().getMax() > 0)
        .findFirst();
  }

  /** Holds the reserve back again, if there is room for it. */
  synchronized void prepare() {
    if (reserve != null) {
      return;
    }
    if (isFull()) {
      System.gc();
    }
    if (!isFull()) {
      try {
        reserve = new byte[size];
      } catch (OutOfMemoryError e) {
        reserve = null; // the next cell tries again
      }
    }
  }

  /** Releases the reserve, so that a full heap can be reported; whether there was one. */
  synchronized boolean release() {
    boolean held = reserve != null;
    reserve = null;
    return held;
  }

  private boolean isFull() {
    return pool.filter(MemoryPoolMXBean::isCollectionUsageThresholdExceeded).isPresent();
  }

  private void watch() {
    long before = collections();
    while (true) {
      try {
        Thread.sleep(LOOK_MILLISECONDS);
        boolean full = isFull();
        if (full && reserve != null) {
          whenFull.run();
        }
        if (!full || !idle.getAsBoolean()) {
          before = collections();
        } else if (collections() - before > HOPELESS_COLLECTIONS) {
          whenHopeless.run();
        }
      } catch (InterruptedException e) {
        return;
      } catch (OutOfMemoryError e) {
        // Looks again.
      }
    }
  }

  private long collections() {
    long count = 0;
    for (GarbageCollectorMXBean collector : collectors) {
      count += collector.getCollectionCount();
    }
    return count;
  }

  /** What a cell is told that filled the heap. */
  static CellError error() {
    return new CellError(
        "OutOfMemoryError",
        "%,d MB, all that this kernel may use, are not enough. The cell was stopped and its variables are kept; set large ones to null, or restart the kernel"
            .formatted(Runtime.getRuntime().maxMemory() >> 20),
        List.of());
  }

  /**
   * Whether an error says that the heap is full, and not that a thread or an array is too large.
   */
  static boolean isFull(@Nullable Throwable thrown) {
    return thrown instanceof OutOfMemoryError
        && !String.valueOf(thrown.getMessage()).matches(".*(thread|VM limit|Metaspace).*");
  }
}
