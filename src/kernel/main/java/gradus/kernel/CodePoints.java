package gradus.kernel;

/** Positions in a cell: the protocol counts characters as Unicode does, Java in units of UTF-16. */
final class CodePoints {
  private CodePoints() {}

  /** The index in Java of a position of the protocol; beyond the end, the end. */
  static int toIndex(String code, int position) {
    int count = code.codePointCount(0, code.length());
    return code.offsetByCodePoints(0, Math.clamp(position, 0, count));
  }

  /** The protocol's position of an index in Java. */
  static int toPosition(String code, int index) {
    return code.codePointCount(0, index);
  }
}
