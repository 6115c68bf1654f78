package gradus.tensor;

/** The four elementwise operations of two operands. */
enum Operation {
  PLUS,
  MINUS,
  TIMES,
  DIVIDED
}
