package gradus.kernel;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** The Java session of a notebook: evaluates cells piece by piece and keeps the variables alive. */
final class Session {
  /** A literal that no class file can hold; the compiler would fail from then on. */
  private static final Pattern LONG_TEXT = Pattern.compile("\"[^\"\\n]{65536,}+");

  private final Execution execution = new Execution();
  private final JShell shell;
  private final Map<String, Origin> origins = new HashMap<>();
  private final Variables variables;
  private boolean evaluating;

  /**
   * Where a snippet was written.
   *
   * @param cell the number of the cell, as in In[3]
   * @param line of the cell on which the snippet starts, from 1
   * @param source of the whole cell
   */
  record Origin(int cell, int line, String source) {
    /** One line of the cell, numbered from 1. */
    String line(int number) {
      return source.lines().skip(number - 1L).findFirst().orElse("");
    }
  }

  Session(List<String> compilerOptions) {
    List<String> options = new ArrayList<>(compilerOptions);
    options.add("-proc:none");
    shell =
        JShell.builder()
            .executionEngine(
                new ExecutionControlProvider() {
                  @Override
                  public String name() {
                    return "gradus";
                  }

                  @Override
                  public DirectExecutionControl generate(
                      ExecutionEnv environment, Map<String, String> parameters) {
                    return execution;
                  }
                },
                Map.of())
            .compilerOptions(options.toArray(String[]::new))
            .build();
    shell.addToClasspath(System.getProperty("java.class.path"));
    variables = new Variables(shell, execution);
  }

  /** The value of a cell's last expression, absent where it has none or it is null. */
  Optional<Object> evaluate(String source, int cell) throws CellError {
    begin();
    try {
      return evaluateSnippets(source, cell);
    } finally {
      end();
    }
  }

  /** The text or picture of a value: its class may be the cell's own, so it can be stopped, too. */
  <T> T render(Object value, Function<Object, T> renderer) throws CellError {
    begin();
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      return execution.run(() -> renderer.apply(value), loader);
    } catch (InvocationTargetException e) {
      throw Interruption.requested()
          ? CellErrors.interrupted()
          : CellError.of(e.getTargetException());
    } catch (InterruptedException e) {
      throw CellErrors.interrupted();
    } finally {
      end();
    }
  }

  private synchronized void begin() {
    Interruption.clear();
    evaluating = true;
    variables.forgetNotes();
    execution.replaced().clear();
  }

  private synchronized void end() {
    evaluating = false;
  }

  private Optional<Object> evaluateSnippets(String source, int cell) throws CellError {
    Map<String, Snippet> evaluated = new LinkedHashMap<>();
    Optional<Object> result = Optional.empty();
    String rest = source;
    while (!rest.isBlank()) {
      rest = rest.stripLeading();
      CompletionInfo piece = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      if (piece.completeness() == SourceCodeAnalysis.Completeness.EMPTY || onlyComments(rest)) {
        break;
      }
      Origin origin = new Origin(cell, lineAt(source, source.length() - rest.length()), source);
      if (!piece.completeness().isComplete()
          && piece.completeness() != SourceCodeAnalysis.Completeness.UNKNOWN) {
        throw CellErrors.incomplete(origin);
      }
      if (Interruption.requested()) {
        throw CellErrors.interrupted();
      }
      boolean unknown = piece.completeness() == SourceCodeAnalysis.Completeness.UNKNOWN;
      result = evaluateSnippet(unknown ? rest : piece.source().strip(), origin, evaluated);
      rest = unknown ? "" : piece.remaining();
    }
    if (Interruption.requested()) {
      // What waited for the stopped work may have ended well, but the cell was not to go on.
      throw CellErrors.interrupted();
    }
    for (Snippet snippet : evaluated.values()) {
      if (shell.status(snippet).isActive() && shell.status(snippet) != Snippet.Status.VALID) {
        throw CellErrors.unresolved(shell, snippet, origin(snippet.id()));
      }
    }
    return result;
  }

  /** What the reader of the last cell should know though nothing failed. */
  List<String> notes() {
    List<String> notes = new ArrayList<>(variables.notes());
    notes.addAll(StaleInstances.notes(execution.replaced()));
    return notes;
  }

  private static boolean onlyComments(String code) {
    return code.replaceAll("(?s)/\\*.*?\\*/|//[^\n]*", "").isBlank();
  }

  private static int lineAt(String source, int offset) {
    return 1 + (int) source.substring(0, offset).chars().filter(c -> c == '\n').count();
  }

  private Optional<Object> evaluateSnippet(
      String code, Origin origin, Map<String, Snippet> evaluated) throws CellError {
    if (code.isEmpty()) {
      return Optional.empty();
    }
    if (LONG_TEXT.matcher(code).find()) {
      throw CellErrors.longText(origin);
    }
    // An expression's id is known only afterwards, but its exception may name it.
    String next = nextId();
    origins.put(next, origin);
    List<SnippetEvent> events = shell.eval(code);
    Optional<Object> value = Optional.empty();
    for (SnippetEvent event : events) {
      Snippet snippet = event.snippet();
      if (event.causeSnippet() != null) {
        continue;
      }
      origins.put(snippet.id(), origin);
      evaluated.put(snippet.id(), snippet);
      if (event.status() == Snippet.Status.REJECTED) {
        throw CellErrors.compilation(shell, snippet, origin);
      }
      if (isBeyondRepair(snippet)) {
        CellError error = CellErrors.compilation(shell, snippet, origin);
        shell.drop(snippet);
        throw error;
      }
      if (event.exception() != null) {
        variables.carry(snippet);
        throw CellErrors.thrown(event.exception(), execution.failure(), this);
      }
      value =
          snippet.kind() == Snippet.Kind.EXPRESSION
                  || snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND
              ? Optional.ofNullable(execution.takeValue())
              : Optional.empty();
    }
    for (SnippetEvent event : events) {
      variables.carry(event.snippet());
      if (event.causeSnippet() == null) {
        variables.forgetNote(event.snippet());
      }
    }
    variables.dropTemporary(events);
    return value;
  }

  /**
   * JShell takes any late error for a name to come, and then compiles the snippet with each cell.
   */
  private boolean isBeyondRepair(Snippet snippet) {
    return snippet instanceof DeclarationSnippet declaration
        && shell.status(snippet) != Snippet.Status.VALID
        && shell.unresolvedDependencies(declaration).findAny().isEmpty()
        && shell.diagnostics(snippet).anyMatch(Diag::isError);
  }

  private String nextId() {
    return Integer.toString(1 + (int) shell.snippets().count());
  }

  /** Where the snippet of this id was written. */
  Origin origin(String id) {
    return origins.getOrDefault(id, new Origin(0, 1, ""));
  }

  /** JShell's analysis of code, for completions, documentation and completeness. */
  SourceCodeAnalysis analysis() {
    return shell.sourceCodeAnalysis();
  }

  /** Adds a jar or a folder to what cells can import. */
  void addToClasspath(String path) {
    shell.addToClasspath(path);
  }

  /** From now on a statement that takes longer is stopped. */
  void limitStatements(Duration most) {
    execution.limit(most);
  }

  /** Ends the running cell, from another thread; one that is still compiled does not start. */
  synchronized void interrupt() {
    if (evaluating) {
      Interruption.request();
      execution.stop();
    }
  }
}
