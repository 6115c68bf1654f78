package gradus.data;

/** Whether the JVM's heap has room for what is about to be made: an error that names a remedy. */
public final class HeapRoom {
  /** Less than this is not worth a look. */
  private static final long SMALL = 16 << 20;

  private HeapRoom() {}

  /**
   * Does nothing if the heap has room for this many bytes, if need be after a garbage collection.
   *
   * @param what is to be made, such as "10,000 images as numbers"
   * @param remedy what to do instead
   * @throws IllegalStateException if there is no room, before any of it is taken
   */
  public static void require(long bytes, String what, String remedy) {
    if (bytes < SMALL || bytes <= free()) {
      return;
    }
    System.gc();
    if (bytes > free()) {
      throw new IllegalStateException(
          "%s take %,d MB, and %,d of the %,d MB that this JVM may use are free; %s"
              .formatted(
                  what, bytes >> 20, free() >> 20, Runtime.getRuntime().maxMemory() >> 20, remedy));
    }
  }

  private static long free() {
    Runtime jvm = Runtime.getRuntime();
    return jvm.maxMemory() - (jvm.totalMemory() - jvm.freeMemory());
  }
}
