package gradus.kernel.session;

import java.awt.HeadlessException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.UnresolvedReferenceException;

/**
 * Turns what JShell reports of a failed snippet into a {@link CellError} with lines of the cell.
 */
final class ErrorExplainer {
  private static final Pattern SYMBOL =
      Pattern.compile("cannot find symbol; symbol: (?:class|variable|method) (\\w+)");

  /** Two classes of one name: the object's, which is the older one, and the code's. */
  private static final Pattern STALE =
      Pattern.compile("(?s)\\Aclass (\\S+) cannot be cast to class \\1 \\(.*");

  private static final String STALE_OBJECT =
      "an object was made before $1 changed; run the cell again that made it";

  /** An error does not quote a longer line, such as one with thousands of numbers. */
  private static final int LONGEST_QUOTE = 500;

  private final JShell shell;
  private final Function<String, Origin> origins;
  private final CellTrace trace;
  private final JShellInternals internals;

  ErrorExplainer(JShell shell, Function<String, Origin> origins) {
    this.shell = shell;
    this.origins = origins;
    trace = new CellTrace(origins);
    internals = new JShellInternals(shell);
  }

  /** The cell ends within a statement or a declaration. */
  CellError incomplete(Origin origin) {
    return new CellError(
        "CompilationError",
        "the code ends too early: a bracket, a quote or a semicolon is missing",
        List.of(origin.quote(origin.line())));
  }

  /** A literal is longer than a class file can hold. */
  CellError longText(Origin origin) {
    return new CellError(
        "CompilationError",
        "a text in quotes has more than 65,535 characters, which is Java's limit; read it from a file",
        List.of("cell %d, from line %d".formatted(origin.cell(), origin.line())));
  }

  /** The compiler rejects a snippet. */
  CellError compilation(Snippet snippet, Origin origin) {
    String first =
        errors(snippet).findFirst().map(ErrorExplainer::text).orElse("the code does not compile");
    List<String> marked = marked(snippet, origin);
    return undefined(first)
        .map(declared -> broken(declared, marked))
        .orElseGet(() -> new CellError("CompilationError", first, marked));
  }

  /** The compiler has failed; that of JDK 25 does where an inferred type has several bounds. */
  CellError notRun(Origin origin) {
    return new CellError(
        "CompilationError",
        "the compiler failed at this statement, which has not run; write the types of its variables in place of var",
        List.of(origin.quote(origin.line())));
  }

  /** The declaration of a name that the compiler cannot find because it does not compile. */
  private Optional<DeclarationSnippet> undefined(String error) {
    Matcher symbol = SYMBOL.matcher(error);
    return !symbol.find()
        ? Optional.empty()
        : shell
            .snippets()
            .filter(snippet -> shell.status(snippet) == Snippet.Status.RECOVERABLE_NOT_DEFINED)
            .flatMap(
                snippet ->
                    snippet instanceof DeclarationSnippet declared
                        ? Stream.of(declared)
                        : Stream.empty())
            .filter(declared -> declared.name().equals(symbol.group(1)))
            .findFirst();
  }

  /** A declaration uses a name that is not defined. */
  CellError unresolved(Snippet snippet, Origin origin) {
    String missing =
        snippet instanceof DeclarationSnippet declaration
            ? shell.unresolvedDependencies(declaration).collect(Collectors.joining(", "))
            : "";
    List<String> marked = marked(snippet, origin);
    return new CellError(
        "UnresolvedReference",
        "there is no " + missing + "; define it first, or import it",
        marked.isEmpty() ? List.of(origin.quote(origin.line())) : marked);
  }

  /** The user pressed stop, or the heap is full. */
  CellError interrupted() {
    return interrupted(Interruption.ENDED);
  }

  private static CellError interrupted(String message) {
    return Interruption.isForMemory()
        ? HeapWatch.error()
        : new CellError("Interrupted", message, List.of());
  }

  /**
   * The code threw.
   *
   * @param translated what JShell makes of the exception: its frames name snippets
   * @param original the exception itself, where the code threw one
   */
  CellError thrown(JShellException translated, Optional<Throwable> original) {
    if (original.orElse(null) instanceof Interruption interruption) {
      return interrupted(String.valueOf(interruption.getMessage()));
    }
    if (original.orElse(null) instanceof InterruptedException || Interruption.requested()) {
      return interrupted();
    }
    if (translated instanceof UnresolvedReferenceException unresolved) {
      return broken(unresolved.getSnippet(), trace.lines(unresolved));
    }
    if (original.isEmpty()) {
      return new CellError("Exception", "", trace.lines(translated));
    }
    Throwable thrown = original.get();
    String message = message(thrown);
    if (thrown.getStackTrace().length == 0 && !message.isEmpty() && !isOfACell(thrown)) {
      return CellError.complete(name(thrown), message);
    }
    return described(thrown, trace.lines(translated));
  }

  /** The exception, and what else went wrong: its causes, and what was suppressed for it. */
  private CellError described(Throwable thrown, List<String> frames) {
    List<String> details = new ArrayList<>(frames);
    Set<Throwable> known = Collections.newSetFromMap(new IdentityHashMap<>());
    known.add(thrown);
    for (Throwable cause = thrown;
        cause != null;
        cause =
            cause.getCause() == null || !known.add(cause.getCause()) ? null : cause.getCause()) {
      if (cause != thrown) {
        details.add("caused by " + summary(cause));
        details.addAll(cellLines(cause));
      }
      for (Throwable suppressed : cause.getSuppressed()) {
        details.add("suppressed " + summary(suppressed));
        details.addAll(cellLines(suppressed));
      }
    }
    return new CellError(name(thrown), message(thrown), details);
  }

  private static String summary(Throwable thrown) {
    String type = CellError.withoutWrappers(thrown.getClass().getName());
    return message(thrown).isEmpty() ? type : type + ": " + message(thrown);
  }

  private static boolean isOfACell(Throwable thrown) {
    return thrown.getClass().getName().startsWith("REPL.");
  }

  /** The simple name of the exception's class; one without a name has that of the next above it. */
  private static String name(Throwable thrown) {
    Class<?> type = thrown.getClass();
    while (type.getSimpleName().isEmpty()) {
      type = type.getSuperclass();
    }
    return type.getSimpleName();
  }

  /** A method or class was used that does not compile, or has stopped to since it was declared. */
  private CellError broken(DeclarationSnippet snippet, List<String> used) {
    String missing = shell.unresolvedDependencies(snippet).collect(Collectors.joining(", "));
    String reason =
        missing.isEmpty()
            ? errors(snippet).findFirst().map(ErrorExplainer::text).orElse("")
            : "there is no " + missing;
    List<String> details = new ArrayList<>(marked(snippet, origins.apply(snippet.id())));
    details.addAll(used);
    return new CellError(
        "UnresolvedReference",
        "%s does not compile (any more): %s".formatted(snippet.name(), reason),
        details);
  }

  /** What code outside a statement of a cell threw: a thread, or {@code toString}. */
  CellError thrownOutside(Throwable thrown) {
    if (thrown instanceof CellError error) {
      return error;
    }
    if (thrown instanceof Interruption || Interruption.requested()) {
      return interrupted(
          thrown instanceof Interruption
              ? String.valueOf(thrown.getMessage())
              : Interruption.ENDED);
    }
    return described(thrown, cellLines(thrown));
  }

  /** The line for a frame of a cell. */
  Optional<String> line(StackTraceElement frame) {
    return trace.line(internals.frames(frame)[0]);
  }

  /** None where no frame is of a cell: what a magic throws says in its message what is wrong. */
  private List<String> cellLines(Throwable thrown) {
    StackTraceElement[] translated = internals.frames(thrown);
    return Stream.of(translated).anyMatch(f -> String.valueOf(f.getFileName()).startsWith("#"))
        ? trace.lines(translated)
        : List.of();
  }

  private static String message(Throwable thrown) {
    if (HeapWatch.isFull(thrown)) {
      return HeapWatch.error().message();
    }
    if (thrown instanceof StackOverflowError) {
      return "methods call themselves or each other without end, or very deeply";
    }
    if (thrown instanceof HeadlessException) {
      return "a notebook cannot open windows; show a chart or a BufferedImage as the value of the cell";
    }
    try {
      String message = CellError.withoutWrappers(String.valueOf(thrown.getMessage()));
      return thrown.getMessage() == null ? "" : STALE.matcher(message).replaceAll(STALE_OBJECT);
    } catch (RuntimeException | StackOverflowError e) {
      return "(its getMessage failed with %s)".formatted(e.getClass().getSimpleName());
    }
  }

  private Stream<Diag> errors(Snippet snippet) {
    return shell.diagnostics(snippet).filter(Diag::isError);
  }

  private List<String> marked(Snippet snippet, Origin origin) {
    return errors(snippet)
        .flatMap(error -> marked(snippet.source(), error, origin).stream())
        .toList();
  }

  private static String text(Diag diag) {
    return diag.getMessage(Locale.ENGLISH)
        .lines()
        .map(line -> line.strip().replaceAll("\\s+", " "))
        .filter(line -> !line.equals("location: class")) // what JShell wraps around a cell
        .map(line -> line.replace(" in method do_it$()", ""))
        .collect(Collectors.joining("; "));
  }

  /** The line of the cell and, under it, the span marked with the message. */
  private static List<String> marked(String source, Diag diag, Origin origin) {
    int start = Math.clamp(diag.getStartPosition(), 0, source.length());
    int end = Math.clamp(diag.getEndPosition(), start, source.length());
    int lineStart = source.lastIndexOf('\n', start - 1) + 1;
    int lineEnd = source.indexOf('\n', start) < 0 ? source.length() : source.indexOf('\n', start);
    String quoted =
        origin.quote(origin.line() + (int) source.substring(0, lineStart).lines().count());
    String line = source.substring(lineStart, lineEnd);
    if (quoted.length() > LONGEST_QUOTE) {
      return List.of(quoted.substring(0, LONGEST_QUOTE) + "…", text(diag));
    }
    // JShell adds the semicolon that a cell's last line may lack.
    int indent =
        quoted.lastIndexOf(line.endsWith(";") ? line.substring(0, line.length() - 1) : line);
    int column = indent + start - lineStart;
    int length = Math.max(1, Math.min(end, lineEnd) - start);
    return List.of(quoted, " ".repeat(Math.max(0, column)) + "^".repeat(length) + " " + text(diag));
  }
}
