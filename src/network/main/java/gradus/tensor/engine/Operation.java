package gradus.tensor.engine;

/** The four elementwise operations of two operands. */
public enum Operation {
  PLUS,
  MINUS,
  TIMES,
  DIVIDED
}
