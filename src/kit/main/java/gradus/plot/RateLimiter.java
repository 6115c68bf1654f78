package gradus.plot;

/** A limit to how often a picture is redrawn: drawing must not slow down what it shows. */
final class RateLimiter {
  private static final long NANOS_BETWEEN = 300_000_000L;
  private long last = System.nanoTime();

  /** Whether enough time has passed since this last said yes. */
  boolean permits() {
    long now = System.nanoTime();
    if (now - last < NANOS_BETWEEN) {
      return false;
    }
    last = now;
    return true;
  }
}
