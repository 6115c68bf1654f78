package gradus.kernel;

import gradus.kernel.Session.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.UnresolvedReferenceException;

/**
 * Turns what JShell says of a failed cell into what its reader needs: the line, the code, the
 * message.
 */
final class CellErrors {
  private static final int MOST_FRAMES = 6;

  private CellErrors() {}

  /** The cell ends in the middle of something. */
  static CellError incomplete(Origin origin) {
    return new CellError(
        "CompilationError",
        "the code ends too early: a bracket, a quote or a semicolon is missing",
        List.of(quote(origin, origin.line())));
  }

  /** A literal is longer than a class file can hold. */
  static CellError longText(Origin origin) {
    return new CellError(
        "CompilationError",
        "a text in quotes has more than 65,535 characters, which is Java's limit; read it from a file",
        List.of("cell %d, from line %d".formatted(origin.cell(), origin.line())));
  }

  /** The compiler rejects a snippet. */
  static CellError compilation(JShell shell, Snippet snippet, Origin origin) {
    String first =
        errors(shell, snippet)
            .findFirst()
            .map(CellErrors::text)
            .orElse("the code does not compile");
    return new CellError("CompilationError", first, marked(shell, snippet, origin));
  }

  private static Stream<Diag> errors(JShell shell, Snippet snippet) {
    return shell.diagnostics(snippet).filter(Diag::isError);
  }

  /** All errors of a snippet. */
  private static List<String> marked(JShell shell, Snippet snippet, Origin origin) {
    return errors(shell, snippet)
        .flatMap(error -> marked(snippet.source(), error, origin).stream())
        .toList();
  }

  private static String text(Diag diag) {
    return diag.getMessage(Locale.ENGLISH)
        .lines()
        .map(line -> line.strip().replaceAll("\\s+", " "))
        .filter(line -> !line.equals("location: class")) // what JShell wraps around a cell
        .collect(Collectors.joining("; "));
  }

  /** The line of the cell, the span under it and the message. */
  private static List<String> marked(String source, Diag diag, Origin origin) {
    int start = Math.clamp(diag.getStartPosition(), 0, source.length());
    int end = Math.clamp(diag.getEndPosition(), start, source.length());
    int lineStart = source.lastIndexOf('\n', start - 1) + 1;
    int lineEnd = source.indexOf('\n', start) < 0 ? source.length() : source.indexOf('\n', start);
    int number =
        origin.line() + (int) source.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    String quoted = quote(origin, number);
    String line = source.substring(lineStart, lineEnd);
    // JShell adds the semicolon that a cell's last line may lack.
    int indent =
        quoted.lastIndexOf(line.endsWith(";") ? line.substring(0, line.length() - 1) : line);
    int column = indent + start - lineStart;
    int length = Math.max(1, Math.min(end, lineEnd) - start);
    return List.of(quoted, " ".repeat(Math.max(0, column)) + "^".repeat(length) + " " + text(diag));
  }

  /** A declaration that uses a name which exists nowhere. */
  static CellError unresolved(JShell shell, Snippet snippet, Origin origin) {
    String missing =
        snippet instanceof DeclarationSnippet declaration
            ? shell.unresolvedDependencies(declaration).collect(Collectors.joining(", "))
            : "";
    List<String> marked = marked(shell, snippet, origin);
    return new CellError(
        "UnresolvedReference",
        "there is no " + missing + "; define it first, or import it",
        marked.isEmpty() ? List.of(quote(origin, origin.line())) : marked);
  }

  /** The reader pressed stop. */
  static CellError interrupted() {
    return interrupted(Interruption.ENDED);
  }

  private static CellError interrupted(String message) {
    return new CellError("Interrupted", message, List.of());
  }

  /** The code threw. */
  static CellError thrown(
      JShellException translated, Optional<Throwable> original, Session session) {
    if (original.orElse(null) instanceof Interruption interruption) {
      return interrupted(String.valueOf(interruption.getMessage()));
    }
    if (original.orElse(null) instanceof InterruptedException || Interruption.requested()) {
      return interrupted();
    }
    if (translated instanceof UnresolvedReferenceException unresolved) {
      return new CellError(
          "UnresolvedReference",
          "%s uses a name that is not defined"
              .formatted(unresolved.getSnippet().source().lines().findFirst().orElse("")),
          frames(unresolved, session));
    }
    String name = original.map(t -> t.getClass().getSimpleName()).orElse("Exception");
    String message = original.map(Throwable::getMessage).map(CellErrors::plain).orElse("");
    List<String> details = new ArrayList<>(frames(translated, session));
    for (Throwable cause = translated.getCause(); cause != null; cause = cause.getCause()) {
      String type =
          cause instanceof EvalException e ? e.getExceptionClassName() : cause.getClass().getName();
      details.add(plain("caused by " + type + ": " + cause.getMessage()));
      details.addAll(frames(cause, session));
    }
    return new CellError(name, message, details);
  }

  /** The message without the classes that JShell puts around what a cell declares. */
  private static String plain(String message) {
    return message.replaceAll("\\bREPL\\.\\$JShell\\$\\w+[.$]", "");
  }

  /**
   * The frames from the innermost to the outermost cell: those of cells with their line, those of
   * libraries between.
   */
  private static List<String> frames(Throwable thrown, Session session) {
    List<String> lines = new ArrayList<>();
    List<String> pending = new ArrayList<>();
    for (StackTraceElement frame : thrown.getStackTrace()) {
      String file = String.valueOf(frame.getFileName());
      if (file.startsWith("#")) {
        lines.addAll(ends(pending));
        pending.clear();
        lines.add(cellFrame(frame, session.origin(file.substring(1))));
      } else if (!frame.getClassName().startsWith("jdk.internal.")
          && !frame.getClassName().startsWith("REPL.")) {
        pending.add("  at " + frame);
      }
    }
    return shortened(folded(lines.isEmpty() ? pending : lines));
  }

  /** Of a library's frames its reader needs the one that was called and the one that threw. */
  private static List<String> ends(List<String> frames) {
    return frames.size() <= 3
        ? frames
        : List.of(
            frames.getFirst(), "  … %d more …".formatted(frames.size() - 2), frames.getLast());
  }

  /** A method that calls itself is told once. */
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

  /** Endless recursion of several methods fills the stack. */
  private static List<String> shortened(List<String> frames) {
    if (frames.size() <= 2 * MOST_FRAMES) {
      return frames;
    }
    List<String> lines = new ArrayList<>(frames.subList(0, MOST_FRAMES));
    lines.add("  … %d more …".formatted(frames.size() - 2 * MOST_FRAMES));
    lines.addAll(frames.subList(frames.size() - MOST_FRAMES, frames.size()));
    return lines;
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

  private static String quote(Origin origin, int line) {
    return "cell %d, line %d:   %s".formatted(origin.cell(), line, origin.line(line));
  }
}
