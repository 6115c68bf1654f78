package gradus.kernel.session;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stack traces that cells print, line by line, in terms of cells: what {@link
 * Throwable#printStackTrace()} prints below the outermost line of a cell is the kernel's.
 */
public final class PrintedTrace {
  private static final Pattern FRAME =
      Pattern.compile("(\\t+)at (?:\\S*/)?([\\w.$]+)\\.([^.(]+)\\(([^:)]*)(?::(\\d+))?\\)");

  private static final Pattern REST = Pattern.compile("\\t+\\.\\.\\. \\d+ more");

  private final Function<StackTraceElement, Optional<String>> cellFrame;

  /** Whether the outermost line of a cell was printed of this trace. */
  private boolean ended;

  /** Lines for frames, absent for those that are of no cell. */
  PrintedTrace(Function<StackTraceElement, Optional<String>> cellFrame) {
    this.cellFrame = cellFrame;
  }

  /** What to print in place of a line; nothing if it is none of the cell's business. */
  public synchronized Optional<Object> line(Object printed) {
    Matcher frame = FRAME.matcher(printed instanceof String text ? text : "");
    if (!frame.matches()) {
      boolean rest = printed instanceof String text && REST.matcher(text).matches();
      Optional<Object> shown = rest && ended ? Optional.empty() : Optional.of(printed);
      ended &= rest;
      return shown;
    }
    Optional<String> line = frame.group(2).startsWith("REPL.") ? cellLine(frame) : Optional.empty();
    if (line.isPresent()) {
      ended = frame.group(3).startsWith("do_it$");
      return line.map(text -> frame.group(1) + text.strip());
    }
    return ended ? Optional.empty() : Optional.of(printed);
  }

  private Optional<String> cellLine(Matcher frame) {
    int line = frame.group(5) == null ? -1 : Integer.parseInt(frame.group(5));
    return cellFrame.apply(
        new StackTraceElement(frame.group(2), frame.group(3), frame.group(4), line));
  }
}
