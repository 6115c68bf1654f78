package gradus.kernel.session;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stops the cell that fills the heap while there is still room for the kernel to say so.
 *
 * <p>A reserve is held back, in two halves. When a garbage collection leaves the heap full up to
 * it, the cell is stopped, and the first half lets the threads of this program go on: in a heap
 * without it each allocation waits for a collection. The second is released when the cell has
 * ended, or nothing would be left of it. The cell's variables stay, and the next cell can release
 * them. The watch is on again as soon as the reserve fits again.
 *
 * <p>Collectors with generations look at the old one only when it is full, which is too late. So
 * the watch has it collected when it would be full after growing once more as it last did, and
 * judges what is left then.
 */
final class HeapWatch {
  private static final int SMALLEST_RESERVE = 8 << 20;
  private static final int LARGEST_RESERVE = 96 << 20;
  private static final int PART_OF_HEAP = 16;
  private static final byte[] NOTHING = {};

  /** In reserves: what a collection must leave for the cell to go on. */
  private static final int TOO_LITTLE = 2;

  /** In reserves: what it must leave to hold one back, with which the next cell goes on. */
  private static final int ENOUGH = 4;

  private static final long LOOK_MILLISECONDS = 10;
  private static final long IDLE_MILLISECONDS = 200;

  /** As many collections in vain while no cell runs mean that something else fills the heap. */
  private static final int HOPELESS_COLLECTIONS = 30;

  private final Runnable whenFull;
  private final BooleanSupplier idle;
  private final Runnable whenHopeless;
  private final Optional<MemoryPoolMXBean> pool;
  private final GarbageCollectorMXBean[] collectors =
      ManagementFactory.getGarbageCollectorMXBeans().toArray(GarbageCollectorMXBean[]::new);
  private final int size;
  private final Thread watch;
  private volatile byte @Nullable [][] reserve;

  /** What the old generation held at the last look, and by how much that was more than before. */
  private long used;

  private long growth;

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
    watch = Thread.ofPlatform().daemon().name("heap").unstarted(this::watch);
    prepare();
    watch.start();
  }

  /** Where objects stay that outlive collections; unknown for collectors without generations. */
  private static Optional<MemoryPoolMXBean> oldGeneration() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .filter(pool -> pool.getName().matches(".*(Old|Tenured).*"))
        .filter(pool -> pool.getCollectionUsage() != null && pool.getUsage().getMax() > 0)
        .findFirst();
  }

  /** Watches over a cell that starts: holds the reserve back again, if there is room for it. */
  synchronized void prepare() {
    LockSupport.unpark(watch);
    if (reserve != null) {
      return;
    }
    if (hasLeftLessThan(ENOUGH)) {
      System.gc();
    }
    if (!hasLeftLessThan(ENOUGH)) {
      try {
        reserve = new byte[2][size / 2];
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

  private boolean isNearlyFull() {
    if (pool.isEmpty()) {
      return false;
    }
    MemoryUsage usage = pool.get().getUsage();
    if (usage.getUsed() != used) {
      growth = Math.max(0, usage.getUsed() - used);
      used = usage.getUsed();
    }
    return isFull(usage, size + growth);
  }

  /** Whether the last collection has left less than so many times the reserve. */
  private boolean hasLeftLessThan(long reserves) {
    return pool.isPresent() && isFull(pool.get().getCollectionUsage(), reserves * size);
  }

  private static boolean isFull(MemoryUsage usage, long rest) {
    return usage.getUsed() > usage.getMax() - rest;
  }

  private void watch() {
    long before = collections();
    while (true) {
      try {
        boolean resting = idle.getAsBoolean();
        LockSupport.parkNanos((resting ? IDLE_MILLISECONDS : LOOK_MILLISECONDS) * 1_000_000);
        byte[][] held = reserve;
        if (held != null && isNearlyFull()) {
          System.gc();
        }
        boolean full = hasLeftLessThan(TOO_LITTLE);
        if (full && held != null) {
          held[0] = NOTHING;
          whenFull.run();
        }
        if (!full || !resting) {
          before = collections();
        } else if (collections() - before > HOPELESS_COLLECTIONS) {
          whenHopeless.run();
        }
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
