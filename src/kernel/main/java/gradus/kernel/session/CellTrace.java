package gradus.kernel.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The stack trace of an exception in terms of cells: from the innermost to the outermost frame of a
 * cell, each with its line of code, and the library calls between them.
 */
final class CellTrace {
  private static final int MAX_FRAMES = 12;

  /** How names of classes begin that a cell does not know of. */
  private static final Pattern INTERNAL =
      Pattern.compile("(jdk\\.internal|jdk\\.jshell|REPL|gradus\\.kernel|org\\.dflib)\\.");

  /** Finds where a snippet was written by its id. */
  private final Function<String, Origin> origins;

  CellTrace(Function<String, Origin> origins) {
    this.origins = origins;
  }

  /** The lines of what JShell has translated already. */
  List<String> lines(Throwable thrown) {
    return lines(thrown.getStackTrace());
  }

  /** One line for each frame; frames of the JDK's internals and of the kernel are left out. */
  List<String> lines(StackTraceElement[] frames) {
    List<String> lines = new ArrayList<>();
    List<String> library = new ArrayList<>();
    for (StackTraceElement frame : frames) {
      Optional<String> line = line(frame);
      if (line.isPresent()) {
        lines.addAll(firstAndLast(library));
        library.clear();
        lines.add(line.get());
      } else if (!INTERNAL.matcher(frame.getClassName()).lookingAt()) {
        library.add("  at " + frame);
      }
    }
    return shortened(folded(lines.isEmpty() ? library : lines));
  }

  /** The line for a frame of a cell that JShell has translated, absent for others. */
  Optional<String> line(StackTraceElement frame) {
    String file = String.valueOf(frame.getFileName());
    return file.startsWith("#")
        ? Optional.of(cellFrame(frame, origins.apply(file.substring(1))))
        : Optional.empty();
  }

  private static String cellFrame(StackTraceElement frame, Origin origin) {
    String method = frame.getMethodName();
    String place =
        method.isEmpty() || method.startsWith("do_it")
            ? ""
            : method.startsWith("lambda$") ? "a lambda, " : method + ", ";
    int line = origin.line() + Math.max(frame.getLineNumber(), 1) - 1;
    return "  at %scell %d, line %d:   %s"
        .formatted(place, origin.cell(), line, origin.line(line).strip());
  }

  /** Of a library's frames, the one that threw and the one that the cell called. */
  private static List<String> firstAndLast(List<String> frames) {
    return frames.size() <= 3
        ? frames
        : List.of(
            frames.getFirst(), "  … %d more …".formatted(frames.size() - 2), frames.getLast());
  }

  /** The frames of a method that calls itself, folded into one. */
  private static List<String> folded(List<String> frames) {
    List<String> lines = new ArrayList<>();
    for (int from = 0, to; from < frames.size(); from = to) {
      String line = frames.get(from);
      for (to = from + 1; to < frames.size() && frames.get(to).equals(line); to++) {}
      lines.add(line);
      if (to - from > 1) {
        lines.add("  … and %d times more".formatted(to - from - 1));
      }
    }
    return lines;
  }

  /** Methods that call each other without end fill the stack; both ends of it are enough. */
  private static List<String> shortened(List<String> frames) {
    if (frames.size() <= MAX_FRAMES) {
      return frames;
    }
    List<String> lines = new ArrayList<>(frames.subList(0, MAX_FRAMES / 2));
    lines.add("  … %d more …".formatted(frames.size() - MAX_FRAMES));
    lines.addAll(frames.subList(frames.size() - MAX_FRAMES / 2, frames.size()));
    return lines;
  }
}
