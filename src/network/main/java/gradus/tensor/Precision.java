package gradus.tensor;

/**
 * The width of a number: gradients are checked in {@link #DOUBLE}, networks are trained in {@link
 * #SINGLE}.
 */
public enum Precision {
  /** 32 bits, about 7 decimal digits. */
  SINGLE,
  /** 64 bits, about 16 decimal digits. */
  DOUBLE
}
