package gradus.kernel;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gradus.kernel.debug.Json;
import gradus.kernel.debug.Target;
import gradus.kernel.session.CellError;
import gradus.kernel.session.ProcessState;
import gradus.kernel.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteResult;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
import org.dflib.jjava.jupyter.messages.reply.KernelInfoReply;
import org.dflib.jjava.jupyter.messages.request.CompleteRequest;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;
import org.dflib.jjava.jupyter.messages.request.KernelInfoRequest;
import org.jspecify.annotations.Nullable;

/** The kernel as Jupyter sees it: answers requests with the help of a {@link Session}. */
final class JavaKernel extends BaseKernel {
  private static final String RED = "\u001b[31m";
  private static final String SUBSHELLS = "kernel subshells";
  private static final String PLAIN = "\u001b[0m";

  private final CellOutput output;
  private final Session session;
  private final Magics magics;

  private final DebugChannel debug;

  /** What a cell adds to its reply for the front end to show. */
  private final PerShell<JsonArray> pages = new PerShell<>(JsonArray::new);

  private Optional<Inspector> inspector = Optional.empty();

  private Optional<ProcessState> state = Optional.empty();

  /** The name by which a cell can change what was last displayed. */
  private volatile @Nullable String displayed;

  /** How many cells run, whose common state of the process lasts until the last one ends. */
  private int running;

  /** Whether the last cell failed, so that those waiting behind it must not run. */
  private final PerShell<AtomicBoolean> failed = new PerShell<>(AtomicBoolean::new);

  private final PerShell<KernelIo> ios = new PerShell<>(KernelIo::new);
  private final CellHistory history = new CellHistory();

  JavaKernel(CellOutput output, Session session) {
    super(
        "gradus",
        version(),
        language(),
        List.of(),
        null, // requests for it are answered here
        new KernelIo(),
        new CommManager(),
        new ValueRenderer(),
        null, // Magics finds them
        new MagicsRegistry(),
        true,
        new StringStyler.Builder().build());
    this.output = output;
    this.session = session;
    magics = new Magics(session, magicsRegistry, this);
    magics.command("doc", names -> names.forEach(this::page));
    debug = new DebugChannel(session, this::media);
  }

  /** The version of the jar; classes outside a jar have none. */
  private static String version() {
    return Optional.ofNullable(JavaKernel.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  private static LanguageInfo language() {
    return new LanguageInfo.Builder("Java")
        .version(Runtime.version().toString())
        .mimetype("text/x-java-source")
        .fileExtension(".jshell")
        .pygments("java")
        .codemirror("java")
        .build();
  }

  /** Not synchronized as the library's is: each shell runs its cells on its own thread. */
  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized")
  protected void handleExecuteRequest(ShellReplyEnvironment env, Message<ExecuteRequest> message) {
    ExecuteRequest request = message.getContent();
    commManager.setMessageContext(message);
    env.setBusyDeferIdle();
    boolean stored = request.shouldStoreHistory() && !request.isSilent();
    int count = stored ? executionCount.getAndIncrement() : executionCount.get();
    if (!request.isSilent()) {
      env.publish(new PublishExecuteInput(request.getCode(), count));
    }
    started();
    try {
      output.belongTo(env);
      ios.get().attach(env, request.isStdinEnabled());
      debug.running(env, count, request.getCode());
      if (stored) {
        history.add(count, request.getCode());
      }
      Optional<Object> value =
          magics.evaluate(request.getCode(), count).filter(this::isWorthShowing);
      restore();
      session.takeNotes().forEach(System.out::println);
      if (ios.get().refusedInput()) {
        System.out.println(KernelIo.NO_INPUT);
      }
      if (value.isPresent() && !request.isSilent()) {
        DisplayData result = session.call(() -> shown(value.get()));
        history.addOutput(count, String.valueOf(result.getData(MIMEType.TEXT_PLAIN)));
        env.publish(new PublishExecuteResult(count, result));
      }
      JsonObject expressions = userExpressions(request.getUserExpr(), count);
      output.flush();
      Message<?> reply = succeeded(message, count, expressions);
      // As one action: what a thread prints at this moment must not be deferred in its place.
      env.defer(() -> env.reply(reply));
    } catch (Exception | Error e) {
      if (e instanceof OutOfMemoryError) {
        session.releaseMemory();
      }
      restore();
      fail(env, session.explain(e), count);
      failed.get().set(request.shouldStopOnError());
    } finally {
      pages.get().asList().clear();
      debug.ended(env);
      ended();
    }
  }

  /** What {@code System.out.printf}, {@code display} and their like return says nothing. */
  private boolean isWorthShowing(Object value) {
    return value != System.out && value != System.err && !Objects.equals(displayed, value);
  }

  private synchronized void started() {
    running++;
  }

  private synchronized void ended() {
    restore();
    running--;
  }

  /** Puts back what cells have changed, unless one of another shell still runs with it. */
  private synchronized void restore() {
    if (running == 1) {
      state.ifPresent(ProcessState::restore);
    }
  }

  private Message<?> succeeded(Message<?> request, int count, JsonObject expressions) {
    JsonObject content =
        Json.of(
            "status",
            "ok",
            "execution_count",
            count,
            "user_expressions",
            expressions,
            "payload",
            pages.get().deepCopy());
    return JsonMessages.about(request, "execute_reply", content);
  }

  /** What a front end wants to know after a cell: of each expression its value or its error. */
  private JsonObject userExpressions(@Nullable Map<String, String> expressions, int count) {
    var results = new JsonObject();
    if (expressions != null) {
      expressions.forEach((name, code) -> results.add(name, userExpression(code, count)));
    }
    return results;
  }

  private JsonElement userExpression(String code, int count) {
    try {
      Object value = session.evaluate(code, count).orElse("null");
      JsonObject result = json(session.call(() -> shown(value)));
      result.addProperty("status", "ok");
      return result;
    } catch (CellError e) {
      return json(new ErrorReply(e.name(), e.message(), e.details()));
    }
  }

  private static JsonObject json(Object content) {
    return new Gson().toJsonTree(content).getAsJsonObject();
  }

  /** Made when it is first needed, since it has JShell index the names on the class path. */
  private Inspector inspector() {
    if (inspector.isEmpty()) {
      inspector = Optional.of(new Inspector(session.analysis(), magicsRegistry));
    }
    return inspector.get();
  }

  /** Has the front end show the documentation of a name. */
  private void page(String name) {
    String text =
        session
            .exclusively(() -> inspector().documentation(name, name.length()))
            .orElseThrow(
                () -> new IllegalArgumentException("there is no documentation of " + name));
    JsonObject data = Json.of("text/plain", text);
    pages.get().add(Json.of("source", "page", "start", 0, "data", data));
  }

  /** Shows a value with all of its text. */
  void show(@Nullable Object value) {
    display(((ValueRenderer) renderer).inFull(value));
  }

  /** Removes what the running cell has shown. */
  void clearOutput(boolean wait) {
    ios.get().clearOutput(wait);
  }

  /** Whether a cell has failed, with others waiting behind it, since the last call. */
  boolean takeFailed() {
    return failed.get().getAndSet(false);
  }

  @Override
  protected void handleHistoryRequest(ShellReplyEnvironment env, Message<HistoryRequest> message) {
    env.setBusyDeferIdle();
    JsonObject content = json(Map.of("history", history.answer(message.getContent())));
    env.reply(JsonMessages.about(message, "history_reply", content));
  }

  @Override
  protected void handleCompleteRequest(
      ShellReplyEnvironment env, Message<CompleteRequest> message) {
    env.setBusyDeferIdle();
    String code = message.getContent().getCode();
    int at = CodePoints.toIndex(code, message.getContent().getCursorPos());
    JsonObject content = session.exclusively(() -> inspector().completions(code, at)).reply(code);
    env.reply(JsonMessages.about(message, "complete_reply", content));
  }

  /** From now on all threads print to and read from the notebook, between cells, too. */
  void takeStreams() {
    System.setIn(new ShellInput(ios));
    System.setOut(output.stream(false, session.printedTrace()::line));
    System.setErr(output.stream(true, session.printedTrace()::line));
  }

  /** From now on the process is as it is now whenever a cell begins. */
  void keepState() {
    state = Optional.of(ProcessState.now());
  }

  private void fail(ShellReplyEnvironment env, CellError error, int count) {
    List<String> lines = new ArrayList<>();
    lines.add(error.headline(RED + error.name() + ": " + PLAIN));
    lines.addAll(error.details());
    lines.addAll(session.takeNotes());
    if (ios.get().refusedInput()) {
      lines.add(KernelIo.NO_INPUT);
    }
    output.flush();
    env.publish(new PublishError(error.name(), error.message(), lines));
    ErrorReply reply = new ErrorReply(error.name(), error.message(), lines);
    reply.setExecutionCount(count);
    env.defer(() -> env.replyError(ExecuteReply.MESSAGE_TYPE.error(), reply));
  }

  @Override
  public void display(DisplayData data) {
    displayed = data.getDisplayId();
    getIO().display.display(data);
  }

  /** That of the shell to which this thread belongs, the main one if no cell has run there. */
  @Override
  public JupyterIO getIO() {
    return ios.get().isAttached() ? ios.get() : ios.main();
  }

  @Override
  public void becomeHandlerForConnection(JupyterConnection connection) {
    super.becomeHandlerForConnection(connection);
    connection.setHandler(
        MessageType.COMM_OPEN_COMMAND,
        (env, open) -> handle(() -> commManager.handleCommOpenCommand(env, open)));
    connection.setHandler(
        MessageType.COMM_MSG_COMMAND,
        (env, message) -> handle(() -> commManager.handleCommMsgCommand(env, message)));
    connection.setHandler(
        MessageType.COMM_CLOSE_COMMAND,
        (env, close) -> handle(() -> commManager.handleCommCloseCommand(env, close)));
    debug.serve(connection);
  }

  /**
   * Runs what a cell has left for a message of a comm. It can be stopped like a cell, and what it
   * shows and how it fails appears below the last one.
   */
  private void handle(Runnable handler) {
    started();
    try {
      session.call(Executors.callable(handler));
    } catch (CellError e) {
      System.err.println(e.headline(e.name() + ": "));
      e.details().forEach(System.err::println);
    } finally {
      ended();
    }
  }

  /** The library's introduction, and what it does not know of. */
  @Override
  protected void handleKernelInfoRequest(
      ShellReplyEnvironment env, Message<KernelInfoRequest> message) {
    env.setBusyDeferIdle();
    JsonObject info =
        json(
            new KernelInfoReply(
                Header.PROTOCOL_VERISON,
                name,
                version,
                getLanguageInfo(),
                getBanner(),
                getHelpLinks()));
    boolean debugger = Target.isAvailable();
    info.addProperty("debugger", debugger);
    info.add(
        "supported_features",
        Json.list(debugger ? Stream.of("debugger", SUBSHELLS) : Stream.of(SUBSHELLS)));
    env.reply(JsonMessages.about(message, "kernel_info_reply", info));
  }

  /** The forms in which a value is shown, by their media types. */
  private JsonObject media(Object value) {
    return json(shown(value)).getAsJsonObject("data");
  }

  private DisplayData shown(Object value) {
    return value instanceof DisplayData data ? data : renderer.render(value);
  }

  @Override
  public @Nullable Object evalRaw(String source) {
    try {
      return magics.evaluate(source, executionCount.get()).orElse(null);
    } catch (CellError e) {
      throw new IllegalArgumentException(e.message(), e);
    }
  }

  @Override
  public void interrupt() {
    session.interrupt();
    debug.release();
  }

  @Override
  public @Nullable DisplayData inspect(String code, int at, boolean extraDetail) {
    return session
        .exclusively(() -> inspector().documentation(code, CodePoints.toIndex(code, at)))
        .map(DisplayData::new)
        .orElse(null);
  }

  @Override
  public ReplacementOptions complete(String code, int at) {
    Completions found = session.exclusively(() -> inspector().completions(code, at));
    return new ReplacementOptions(found.texts(), found.start(), found.end());
  }

  @Override
  public String isComplete(String code) {
    return session.exclusively(() -> inspector().isComplete(code));
  }
}
