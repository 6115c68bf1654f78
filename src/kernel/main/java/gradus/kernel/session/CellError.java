package gradus.kernel.session;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a cell failed, in terms of the cell: no frame of the kernel, lines numbered as in the cell.
 */
public final class CellError extends Exception {
  private static final long serialVersionUID = 1;

  private static final Pattern WRAPPER = Pattern.compile("\\bREPL\\.\\$JShell\\$\\w+[.$]");

  private final String name;
  private final transient List<String> details;

  /** Whether the message says all, so that the name before it would only disturb. */
  private final boolean complete;

  /**
   * Why a cell failed.
   *
   * @param name the simple name of the exception, or the kind of error, such as CompilationError
   * @param message one line
   * @param details further lines: where it happened
   */
  public CellError(String name, String message, List<String> details) {
    this(name, message, details, false);
  }

  private CellError(String name, String message, List<String> details, boolean complete) {
    super(message, null, false, false);
    this.name = name;
    this.details = details;
    this.complete = complete;
  }

  /** An error whose message says all that there is to say. */
  static CellError complete(String name, String message) {
    return new CellError(name, message, List.of(), true);
  }

  /** The same error with a further line. */
  public CellError with(String detail) {
    List<String> more = new ArrayList<>(details);
    more.add(detail);
    return new CellError(name, message(), more, complete);
  }

  /** What a reader sees before the details. */
  public String headline(String markedName) {
    return complete ? message() : markedName + message();
  }

  /** A text without the classes that JShell wraps around the declarations of a cell. */
  public static String withoutWrappers(String text) {
    return WRAPPER.matcher(text).replaceAll("");
  }

  /** A failure outside the code of a cell. */
  public static CellError of(Throwable thrown) {
    return thrown instanceof CellError error
        ? error
        : new CellError(
            thrown.getClass().getSimpleName(), String.valueOf(thrown.getMessage()), List.of());
  }

  /** The whole report: name, message and details. */
  public String report() {
    return Stream.concat(Stream.of(name + ": " + message()), details.stream())
        .collect(Collectors.joining("\n"));
  }

  public String name() {
    return name;
  }

  public String message() {
    return String.valueOf(getMessage());
  }

  public List<String> details() {
    return details;
  }
}
