package gradus.datasets.download;

import java.time.Duration;

/**
 * How long to wait for a source.
 *
 * @param stall without a byte for so long, a connection counts as broken
 * @param pause before a source is asked again, doubled each time
 * @param attempts so often in a row without a new byte, and the next source is tried
 */
record Patience(Duration stall, Duration pause, int attempts) {

  static Patience usual() {
    return new Patience(Duration.ofSeconds(20), Duration.ofSeconds(1), 4);
  }
}
