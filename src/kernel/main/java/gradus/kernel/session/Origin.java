package gradus.kernel.session;

/**
 * Where a snippet was written.
 *
 * @param cell the number of the cell, as in In[3]
 * @param line the line of the cell on which the snippet starts, from 1
 * @param source the text of the whole cell
 */
record Origin(int cell, int line, String source) {
  static final Origin UNKNOWN = new Origin(0, 1, "");

  /** One line of the cell, numbered from 1. */
  String line(int number) {
    return source.lines().skip(number - 1L).findFirst().orElse("");
  }

  /** The line with its address, as an error message quotes it. */
  String quote(int number) {
    return "cell %d, line %d:   %s".formatted(cell, number, line(number));
  }
}
