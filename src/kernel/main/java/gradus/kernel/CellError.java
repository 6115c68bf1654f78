package gradus.kernel;

import java.util.List;
import java.util.stream.Stream;

/**
 * What ended a cell, told in the words of the cell: no frame of the kernel, lines counted as its
 * reader counts them.
 */
final class CellError extends Exception {
  private static final long serialVersionUID = 1;

  private final String name;
  private final transient List<String> details;

  /**
   * What ended a cell.
   *
   * @param name of the exception, or the kind of mistake
   * @param message in one line
   * @param details further lines: where it happened
   */
  CellError(String name, String message, List<String> details) {
    super(message, null, false, false);
    this.name = name;
    this.details = details;
  }

  /** A failure that no cell is to blame for. */
  static CellError of(Throwable thrown) {
    return new CellError(
        thrown.getClass().getSimpleName(), String.valueOf(thrown.getMessage()), List.of());
  }

  /** All that there is to tell, in lines. */
  String told() {
    return String.join(
        "\n", Stream.concat(Stream.of(name + ": " + message()), details.stream()).toList());
  }

  String name() {
    return name;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  List<String> details() {
    return details;
  }
}
