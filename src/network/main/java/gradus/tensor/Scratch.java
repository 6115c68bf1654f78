package gradus.tensor;

import java.util.Arrays;

/**
 * An array that each thread keeps for work that never leaves a kernel.
 *
 * <p>Only what no tensor ever holds lives here, so nothing that a learner keeps can change under
 * them.
 */
final class Scratch {
  /** A block of the left operand of a product. */
  static final Scratch BLOCK = new Scratch();

  /** A panel of the right operand of a product. */
  static final Scratch PANEL = new Scratch();

  /** All panels of a right operand, for all threads. */
  static final Scratch PANELS = new Scratch();

  /** A tile that sticks out of the result. */
  static final Scratch EDGE = new Scratch();

  /** Patches of images, or the gradients of patches. */
  static final Scratch STRIP = new Scratch();

  /** Images with their padding around them, for all threads of one convolution. */
  static final Scratch FRAMED = new Scratch();

  /** A few convolved images on their way to a pooling. */
  static final Scratch IMAGES = new Scratch();

  /** A row of pixels that are added up. */
  static final Scratch SUMS = new Scratch();

  /** Weights turned round, for all threads of one convolution. */
  static final Scratch WEIGHTS = new Scratch();

  /** Filters of several neighbouring positions. */
  static final Scratch SPREAD = new Scratch();

  /** Sums of parts, to be added in order. */
  static final Scratch PARTS = new Scratch();

  /** A row of zeros: only ever read. */
  static final Scratch NOTHING = new Scratch();

  private final ThreadLocal<float[]> array = ThreadLocal.withInitial(() -> new float[0]);

  private Scratch() {}

  /** This thread's array, of at least this length; it holds what the last user left. */
  float[] atLeast(int length) {
    float[] kept = array.get();
    if (kept.length < length) {
      kept = new float[length];
      array.set(kept);
    }
    return kept;
  }

  /** This thread's array, with zeros from its beginning to this length. */
  float[] zeros(int length) {
    float[] kept = atLeast(length);
    Arrays.fill(kept, 0, length, 0);
    return kept;
  }
}
