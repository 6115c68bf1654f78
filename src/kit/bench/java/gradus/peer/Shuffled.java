package gradus.peer;

import java.util.Arrays;

/** Which pictures come next: every epoch all of them, in an order of its own. */
final class Shuffled {
  private final Pixels pixels;
  private final int batchSize;
  private int[] order;
  private int epoch;
  private int from;

  Shuffled(Pixels pixels, int batchSize) {
    this.pixels = pixels;
    this.batchSize = batchSize;
    order = pixels.shuffled(0);
  }

  int[] next() {
    if (from + batchSize > order.length) {
      epoch++;
      order = pixels.shuffled(epoch);
      from = 0;
    }
    from += batchSize;
    return Arrays.copyOfRange(order, from - batchSize, from);
  }
}
