package gradus.data;

import gradus.tensor.Seed;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The mini-batches of a training run: in every epoch each example once, in an order drawn from the
 * seed and the number of the epoch alone.
 *
 * <p>Batch number {@code step} is therefore the same however one gets there, and a run that was
 * interrupted continues with exactly the batches that it had not seen.
 */
public final class Batches {
  private final Examples examples;
  private final int batchSize;
  private final Remainder remainder;
  private final Seed seed;

  /** The order used last: a run needs the same one at each step of an epoch. */
  private volatile Order latest = new Order(-1, new int[0]);

  /** The order of the examples in one epoch. */
  @SuppressWarnings("ArrayRecordComponent") // never handed out
  private record Order(long epoch, int[] indices) {}

  /** Whether the last batch is kept where it is smaller than the others. */
  public enum Remainder {
    KEEP,
    DROP
  }

  /** Batches of this size; the last one of an epoch may be smaller. */
  public Batches(Examples examples, int batchSize, Seed seed) {
    this(examples, batchSize, Remainder.KEEP, seed);
  }

  /** Batches of this size. */
  public Batches(Examples examples, int batchSize, Remainder remainder, Seed seed) {
    this.examples = examples;
    this.batchSize = batchSize;
    this.remainder = remainder;
    this.seed = seed;
    if (batchSize < 1 || perEpoch() < 1) {
      throw new IllegalArgumentException(
          "batches of %,d from %,d examples; choose a size from 1 to that number"
              .formatted(batchSize, examples.count()));
    }
  }

  /** The number of batches in an epoch. */
  public int perEpoch() {
    int whole = examples.count() / batchSize;
    boolean smallerOne = examples.count() % batchSize > 0 && remainder == Remainder.KEEP;
    return smallerOne ? whole + 1 : whole;
  }

  /** The epoch, from 0, that a step, from 0, belongs to. */
  public long epochOf(long step) {
    return step / perEpoch();
  }

  /** The batch that a step, from 0, trains on. */
  public Batch at(long step) {
    long epoch = epochOf(step);
    return batch(epoch, order(epoch), (int) (step % perEpoch()));
  }

  /** All batches of an epoch, from 0, made one by one when needed. */
  public Stream<Batch> epoch(long epoch) {
    return epoch(epoch, 0);
  }

  /** The batches of an epoch from number {@code first} on. */
  public Stream<Batch> epoch(long epoch, int first) {
    int[] order = order(epoch);
    return IntStream.range(first, perEpoch()).mapToObj(i -> batch(epoch, order, i));
  }

  /** The examples in their own order, for evaluation: no randomness, the last batch kept. */
  public static Stream<Batch> inOrder(Examples examples, int batchSize) {
    int[] order = IntStream.range(0, examples.count()).toArray();
    int batches = Math.ceilDiv(examples.count(), batchSize);
    return IntStream.range(0, batches).mapToObj(i -> examples.batch(0, part(order, i, batchSize)));
  }

  private Batch batch(long epoch, int[] order, int number) {
    return examples.batch(epoch, part(order, number, batchSize));
  }

  private static int[] part(int[] order, int number, int batchSize) {
    int end = Math.min(order.length, (number + 1) * batchSize);
    return Arrays.copyOfRange(order, number * batchSize, end);
  }

  private int[] order(long epoch) {
    Order order = latest;
    if (order.epoch() != epoch) {
      order = new Order(epoch, seed.permutation(examples.count(), "batches", epoch));
      latest = order;
    }
    return order.indices();
  }
}
