package gradus.kernel.session;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * The Java session of a notebook: evaluates cells snippet by snippet and keeps their variables.
 *
 * <p>Several threads may evaluate at a time: they compile one after the other, and run together.
 */
public final class Session {
  /**
   * A literal that no class file can hold; once it has seen one, the compiler fails in every cell.
   */
  private static final Pattern LONG_TEXT = Pattern.compile("\"[^\"\\n]{65536,}+");

  private final ReentrantLock compiling = new ReentrantLock();
  private final Condition ended = compiling.newCondition();
  private final Execution execution = new Execution(compiling);
  private final JShell shell;
  private final Variables variables;
  private final Map<String, Origin> origins = new HashMap<>();
  private final ErrorExplainer explainer;
  private final SnippetLines lines;
  private final NameClashes clashes;
  private final JShellInternals internals;
  private final Optional<ImportedSnippets> imports;
  private final List<String> remarks = new ArrayList<>();
  private SessionObserver observer = SessionObserver.NONE;
  private Origin written = Origin.UNKNOWN;
  private Optional<HeapWatch> heap = Optional.empty();

  private boolean indexing;

  /** How many evaluations run: of several shells, and of code that a cell evaluates itself. */
  private int evaluating;

  /** A session whose cells see this program's class path and are compiled with these options. */
  public Session(List<String> compilerOptions) {
    Stream<String> options =
        Stream.concat(
            Stream.of("-g", "-proc:none", "--add-modules=jdk.incubator.vector"),
            compilerOptions.stream());
    shell =
        JShell.builder()
            .executionEngine(inThisProcess(execution), Map.of())
            .compilerOptions(options.toArray(String[]::new))
            .idGenerator((snippet, key) -> located(Integer.toString(key)))
            .build();
    shell.addToClasspath(System.getProperty("java.class.path"));
    variables = new Variables(shell, execution, () -> evaluating > 1, this::evaluateAlone);
    lines = new SnippetLines(shell, this::origin);
    explainer = new ErrorExplainer(shell, this::origin);
    internals = new JShellInternals(shell);
    internals.index(false);
    imports = internals.narrowImports();
    clashes = new NameClashes(shell, this::origin);
  }

  private static ExecutionControlProvider inThisProcess(Execution execution) {
    return new ExecutionControlProvider() {
      @Override
      public String name() {
        return "gradus";
      }

      @Override
      public DirectExecutionControl generate(
          ExecutionEnv environment, Map<String, String> parameters) {
        return execution;
      }
    };
  }

  /** The value of a cell's last expression, absent where it has none or it is null. */
  public Optional<Object> evaluate(String source, int cell) throws CellError {
    begin();
    try {
      return evaluateSnippets(source, cell);
    } finally {
      end();
    }
  }

  /**
   * The result of code that is not a cell's but can be stopped like one, such as turning a value
   * into text: the value's class may be defined in a cell.
   */
  public <T> T call(Callable<T> code) throws CellError {
    begin();
    try {
      return execution.run(code, Thread.currentThread().getContextClassLoader());
    } catch (InvocationTargetException e) {
      throw explainer.thrownOutside(e.getTargetException());
    } catch (InterruptedException e) {
      throw explainer.interrupted();
    } finally {
      end();
    }
  }

  /**
   * Lets JShell index the names on the class path, which a new session puts off. It pauses while
   * snippets are evaluated.
   */
  public synchronized void index() {
    if (!indexing) {
      indexing = true;
      internals.index(true);
    }
  }

  private void begin() {
    compiling.lock();
    try {
      boolean nested = execution.runsOn(Thread.currentThread());
      // What starts while others are being stopped waits for their end, unless it is part of them.
      while (Interruption.requested() && evaluating > 0 && !nested) {
        ended.awaitUninterruptibly();
      }
      beginAlone(nested);
    } catch (RuntimeException | Error e) {
      compiling.unlock();
      throw e;
    }
  }

  private synchronized void beginAlone(boolean nested) {
    if (evaluating == 0) {
      Interruption.clear();
      heap.ifPresent(HeapWatch::prepare);
    }
    if (!nested) {
      forgetNotes();
    }
    execution.begin();
    evaluating++;
  }

  private void end() {
    try {
      synchronized (this) {
        evaluating--;
        execution.end();
      }
      if (evaluating == 0) {
        variables.forgetMoved();
        internals.forgetDeadTypes();
        observer.idle();
      }
    } finally { // also where the heap is full
      ended.signalAll();
      compiling.unlock();
    }
  }

  /** What a thread threw that a cell has started, with lines of the cell. */
  public CellError explain(Throwable thrown) {
    return exclusively(() -> explainer.thrownOutside(thrown));
  }

  /** What to print of the stack traces that cells print. */
  public PrintedTrace printedTrace() {
    return new PrintedTrace(
        frame -> {
          if (!compiling.tryLock()) { // printing does not wait until another cell has compiled
            return Optional.empty();
          }
          try {
            return explainer.line(frame);
          } finally {
            compiling.unlock();
          }
        });
  }

  /**
   * From now on a cell that fills the heap is stopped while there is room to say so.
   *
   * @param whenHopeless ends the process: the heap is full, and no cell runs that could be stopped
   */
  public void watchHeap(Runnable whenHopeless) {
    HeapWatch watch = new HeapWatch(this::stopForMemory, this::isIdle, whenHopeless);
    heap = Optional.of(watch);
    execution.whenMemoryIsFull(watch::release);
  }

  private synchronized boolean isIdle() {
    return evaluating == 0;
  }

  private synchronized void stopForMemory() {
    if (evaluating > 0 && !Interruption.isForMemory()) {
      Interruption.requestForMemory();
      execution.stop();
    }
  }

  /** Makes room for reporting that memory is full; false if that room is used up already. */
  public boolean releaseMemory() {
    return heap.map(HeapWatch::release).orElse(false);
  }

  private Optional<Object> evaluateSnippets(String cellSource, int cell) throws CellError {
    Map<String, Snippet> evaluated = new LinkedHashMap<>();
    try {
      return evaluateSnippets(cellSource, cell, evaluated);
    } catch (CellError e) {
      evaluated.values().stream().filter(this::isBeyondRepair).forEach(shell::drop);
      throw e;
    }
  }

  private Optional<Object> evaluateSnippets(
      String cellSource, int cell, Map<String, Snippet> evaluated) throws CellError {
    Optional<Object> result = Optional.empty();
    String source = Quirks.withoutPackage(cellSource, remarks::add);
    String rest = source.stripLeading();
    while (!rest.isBlank() && !onlyComments(rest)) {
      CompletionInfo piece = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      if (piece.completeness() == Completeness.EMPTY) {
        break;
      }
      Origin origin = new Origin(cell, lineAt(source, source.length() - rest.length()), source);
      boolean unknown = piece.completeness() == Completeness.UNKNOWN;
      if (!piece.completeness().isComplete() && !unknown) {
        throw explainer.incomplete(origin);
      }
      throwIfInterrupted();
      // Code that JShell cannot split goes to the compiler whole, which says what is wrong with it.
      String code = unknown ? rest : piece.source().strip();
      rest = unknown ? "" : piece.remaining().stripLeading();
      result = evaluateSnippet(code, rest, origin, evaluated);
      declareWaiting(rest, evaluated);
    }
    // The last snippet may end well though it was waiting for work that was stopped.
    throwIfInterrupted();
    for (Snippet snippet : evaluated.values()) {
      if (shell.status(snippet).isActive() && shell.status(snippet) != Snippet.Status.VALID) {
        throw explainer.unresolved(snippet, origin(snippet.id()));
      }
    }
    return result;
  }

  /** Declares the methods again that were waiting for the overload which was declared last. */
  private void declareWaiting(String rest, Map<String, Snippet> evaluated) throws CellError {
    List<Snippet> newest = List.copyOf(evaluated.values()).reversed();
    if (newest.isEmpty() || isRefused(newest.getFirst())) {
      return;
    }
    for (Snippet waiting : newest.stream().filter(this::isRefused).toList()) {
      evaluated.remove(waiting.id());
      evaluateSnippet(waiting.source(), rest, origin(waiting.id()), evaluated);
    }
  }

  private void throwIfInterrupted() throws CellError {
    if (Interruption.requested()) {
      throw explainer.interrupted();
    }
  }

  private static boolean onlyComments(String code) {
    return code.replaceAll("(?s)/\\*.*?\\*/|//[^\n]*", "").isBlank();
  }

  private static int lineAt(String source, int offset) {
    return 1 + (int) source.substring(0, offset).chars().filter(c -> c == '\n').count();
  }

  private Optional<Object> evaluateSnippet(
      String code, String rest, Origin origin, Map<String, Snippet> evaluated) throws CellError {
    if (code.isEmpty()) {
      return Optional.empty();
    }
    if (LONG_TEXT.matcher(code).find()) {
      throw explainer.longText(origin);
    }
    variables.refresh();
    List<SnippetEvent> events = evaluateMended(code, origin);
    Optional<Object> value = Optional.empty();
    for (SnippetEvent event : events) {
      if (event.causeSnippet() == null) {
        evaluated.put(event.snippet().id(), event.snippet());
        throwIfFailed(event, rest, origin);
        value = value(event.snippet());
      }
    }
    for (SnippetEvent event : events) {
      variables.carry(event.snippet());
      if (event.causeSnippet() == null) {
        variables.makeDenotable(event.snippet());
        dropClashing(event.snippet());
        variables.forgetNote(event.snippet());
      }
    }
    variables.dropTemporary(events);
    renewOverloads(events);
    return value;
  }

  /**
   * Declares the overloads of a method again whose result has another type now: JShell has them in
   * one class, which it would go on importing with the old method.
   */
  private void renewOverloads(List<SnippetEvent> events) {
    for (SnippetEvent event : events) {
      if (event.status() == Snippet.Status.OVERWRITTEN
          && event.snippet() instanceof MethodSnippet old
          && event.causeSnippet() instanceof MethodSnippet now
          && !old.signature().equals(now.signature())) {
        for (MethodSnippet other : shell.methods().toList()) {
          if (other.name().equals(now.name()) && !other.equals(now)) {
            written = origin(other.id());
            evaluateAlone(other.source()).forEach(moved -> variables.carry(moved.snippet()));
          }
        }
      }
    }
  }

  private List<SnippetEvent> evaluateMended(String code, Origin origin) {
    written = origin;
    List<SnippetEvent> events = evaluateAlone(code);
    Optional<String> mended = Quirks.mended(shell, events);
    return mended.isEmpty() ? events : evaluateMended(mended.get(), origin);
  }

  private List<SnippetEvent> evaluateAlone(String code) {
    return imports.map(i -> i.evaluate(shell, code)).orElseGet(() -> shell.eval(code));
  }

  private void dropClashing(Snippet declared) {
    for (Snippet older : clashes.with(declared)) {
      remarks.add(clashes.note(declared, older));
      shell.drop(older).forEach(event -> variables.carry(event.snippet()));
    }
  }

  private void throwIfFailed(SnippetEvent event, String rest, Origin origin) throws CellError {
    Snippet snippet = event.snippet();
    origins.put(snippet.id(), origin);
    if (isRefused(snippet)) {
      if (isOverloadedBy(snippet, rest)) {
        return;
      }
      throw explainer.compilation(snippet, origin);
    }
    if (hasNotRun(event)) {
      throwIfInterrupted();
      throw explainer.notRun(origin);
    }
    if (event.exception() != null) {
      variables.carry(snippet);
      CellError error = explainer.thrown(event.exception(), execution.failure());
      variables.dropTemporary(List.of(event));
      throw error;
    }
  }

  /** Whether the compiler ended without a word: what has run has the value of {@code invoke}. */
  private static boolean hasNotRun(SnippetEvent event) {
    return event.status() == Snippet.Status.VALID
        && event.value() == null
        && event.exception() == null
        && switch (event.snippet().subKind()) {
          case STATEMENT_SUBKIND,
              OTHER_EXPRESSION_SUBKIND,
              ASSIGNMENT_SUBKIND,
              VAR_VALUE_SUBKIND,
              TEMP_VAR_EXPRESSION_SUBKIND,
              VAR_DECLARATION_WITH_INITIALIZER_SUBKIND ->
              true;
          default -> false;
        };
  }

  /** Whether a snippet has an error that no later declaration of another name can mend. */
  private boolean isRefused(Snippet snippet) {
    return shell.status(snippet) == Snippet.Status.REJECTED || isBeyondRepair(snippet);
  }

  /**
   * Whether a declaration has an error that no later declaration can mend. JShell would keep it and
   * compile it again with every cell.
   */
  private boolean isBeyondRepair(Snippet snippet) {
    return snippet instanceof DeclarationSnippet declaration
        && shell.status(snippet).isActive()
        && shell.status(snippet) != Snippet.Status.VALID
        && shell.unresolvedDependencies(declaration).findAny().isEmpty()
        && shell.diagnostics(snippet).anyMatch(Diag::isError);
  }

  /** Whether what follows begins with a method of the same name, which it may be calling. */
  private boolean isOverloadedBy(Snippet snippet, String rest) {
    SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
    return snippet instanceof MethodSnippet method
        && analysis.sourceToSnippets(analysis.analyzeCompletion(rest).source()).stream()
            .anyMatch(next -> next instanceof MethodSnippet m && m.name().equals(method.name()));
  }

  private Optional<Object> value(Snippet snippet) {
    boolean isExpression =
        snippet.kind() == Snippet.Kind.EXPRESSION
            || snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
    return isExpression ? Optional.ofNullable(execution.takeValue()) : Optional.empty();
  }

  /** A snippet's id, which JShell takes before the snippet runs, and from then on its origin. */
  private String located(String id) {
    origins.put(id, written);
    return id;
  }

  private Origin origin(String id) {
    return origins.getOrDefault(id, Origin.UNKNOWN);
  }

  /** What the user should know about the last cell, whether or not it failed. It is said once. */
  public List<String> takeNotes() {
    return exclusively(
        () -> {
          List<String> notes = new ArrayList<>(remarks);
          notes.addAll(variables.notes());
          notes.addAll(StaleInstances.notes(execution.replaced()));
          execution
              .restarted()
              .forEach(name -> notes.add(name + " starts anew: its static variables were reset"));
          forgetNotes();
          return notes;
        });
  }

  private void forgetNotes() {
    variables.forgetNotes();
    remarks.clear();
    execution.replaced().clear();
    execution.restarted().clear();
  }

  /** From now on tells the observer what happens here. */
  public void observe(SessionObserver by) {
    exclusively(
        () -> {
          observer = by;
          execution.observe(by);
          return by;
        });
  }

  /** The result of code that must not run while a cell is being compiled. */
  public <T> T exclusively(Supplier<T> code) {
    compiling.lock();
    try {
      return code.get();
    } finally {
      compiling.unlock();
    }
  }

  /** All variables, whether or not a cell is running. */
  public List<Variable> variables() {
    return exclusively(variables::list);
  }

  /** Where a line of a class that JShell has generated was written, if anywhere. */
  public Optional<CellLine> written(String className, int line) {
    return exclusively(() -> lines.written(className, line));
  }

  /** JShell's analysis of code, for completion, documentation and completeness. */
  public SourceCodeAnalysis analysis() {
    index();
    return shell.sourceCodeAnalysis();
  }

  /** Adds a jar or a folder to what cells can import. */
  public void addToClasspath(String path) {
    exclusively(
        () -> {
          shell.addToClasspath(path);
          return path;
        });
  }

  /** From now on a statement that takes longer is stopped. */
  public void limitStatements(Duration limit) {
    execution.limit(limit);
  }

  /** Ends a thread that runs code of cells for somebody else, at its next check. */
  public synchronized void end(Thread thread) {
    Interruption.end(thread);
    thread.interrupt();
  }

  /** Ends all running cells, from another thread; snippets of them that wait do not start. */
  public synchronized void interrupt() {
    if (evaluating > 0) {
      Interruption.request();
      execution.stop();
    }
  }
}
