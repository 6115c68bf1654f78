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
 * <p>A reserve is held back, in two halves. When a garbage collection leaves too little free, the
 * cell is stopped, and the first half is released so that the kernel's other threads can go on: in
 * a full heap each of their allocations would wait for a collection. The second half is released
 * when the cell has ended; before, the cell would use it up. The cell's variables stay, and the
 * next cell can release them. Once there is room, the reserve is held back again, and the watch is
 * on again.
 *
 * <p>A collector with generations looks at the old one only when it is full, which is too late. So
 * while a cell runs, the watch asks for a collection as soon as the old generation would be full
 * after growing once more by as much as it last grew, and then judges what is free.
 */
final class HeapWatch {
  private static final int SMALLEST_RESERVE = 8 << 20;
  private static final int LARGEST_RESERVE = 96 << 20;
  private static final int PART_OF_HEAP = 16;
  private static final byte[] NOTHING = {};

  /** A cell is stopped when fewer reserves than this are free. */
  private static final int TOO_LITTLE = 2;

  /** A reserve is held back only if so many are free, or it would have the next cell stopped. */
  private static final int ENOUGH = 4;

  private static final long LOOK_MILLISECONDS = 10;
  private static final long IDLE_MILLISECONDS = 200;

  /** As many collections in vain while no cell runs mean that something else fills the heap. */
  private static final int HOPELESS_COLLECTIONS = 30;

  private final Runnable whenFull;
  private final BooleanSupplier idle;
  private final Runnable whenHopeless;
  private final Optional<MemoryPoolMXBean> pool;
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final int size;
  private final Thread watch;
  private volatile byte @Nullable [][] reserve;

  /** How many bytes the old generation held at the last look. */
  private long used;

  /** By how many it had grown when that number last changed, 0 if it had shrunk. */
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
    return free(usage) < size + growth;
  }

  /** Whether the old generation had less free after its last collection than this many reserves. */
  private boolean hasLeftLessThan(long reserves) {
    return pool.isPresent() && free(pool.get().getCollectionUsage()) < reserves * size;
  }

  private static long free(MemoryUsage usage) {
    return usage.getMax() - usage.getUsed();
  }

  private void watch() {
    long before = collections();
    while (true) {
      try {
        boolean resting = idle.getAsBoolean();
        LockSupport.parkNanos((resting ? IDLE_MILLISECONDS : LOOK_MILLISECONDS) * 1_000_000);
        byte[][] held = reserve;
        if (held != null && !resting && isNearlyFull()) {
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
