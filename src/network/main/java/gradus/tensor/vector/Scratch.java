package gradus.tensor.vector;

import java.util.Arrays;

/**
 * An array that each thread keeps for intermediate results of the kernels.
 *
 * <p>No tensor ever holds one, so nothing that a caller keeps can change later.
 */
final class Scratch {
  /** A part of the left operand of a product. */
  static final Scratch PACKED_A = new Scratch();

  /** A panel of the right operand of a product. */
  static final Scratch PANEL = new Scratch();

  /** All panels of a right operand, for all threads. */
  static final Scratch PACKED_B = new Scratch();

  /** The micro-kernel's result where it sticks out of the matrix. */
  static final Scratch EDGE = new Scratch();

  /** Patches of images, or the gradients of patches, some at a time. */
  static final Scratch TILE = new Scratch();

  /** Images with their padding around them, for all threads of one convolution. */
  static final Scratch FRAMED = new Scratch();

  /** A few convolved images on their way to a pooling. */
  static final Scratch IMAGES = new Scratch();

  /** A row of pixels that are added up. */
  static final Scratch SUMS = new Scratch();

  /** Weights with inputs and filters exchanged, for all threads of one convolution. */
  static final Scratch WEIGHTS = new Scratch();

  /** Filters of a group of neighbouring positions. */
  static final Scratch SPREAD = new Scratch();

  /** Filters as {@link Winograd} multiplies them, for all threads. */
  static final Scratch WINOGRAD_WEIGHTS = new Scratch();

  /** Some tiles of images, transformed. */
  static final Scratch WINOGRAD_INPUTS = new Scratch();

  /** Some tiles of an output or of its gradient, transformed. */
  static final Scratch WINOGRAD_OUTPUTS = new Scratch();

  /** One of {@link Winograd}'s tiles between its rows and its columns. */
  static final Scratch TRANSFORM = new Scratch();

  /** Sums of parts, to be added in order. */
  static final Scratch PARTS = new Scratch();

  /** A row of zeros: only ever read. */
  static final Scratch NOTHING = new Scratch();

  private final ThreadLocal<float[]> array = ThreadLocal.withInitial(() -> new float[0]);

  private Scratch() {}

  /** This thread's array, of at least this length; it holds what its last use left. */
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
