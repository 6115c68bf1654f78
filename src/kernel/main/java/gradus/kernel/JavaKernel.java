package gradus.kernel;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gradus.kernel.session.CellError;
import gradus.kernel.session.ProcessState;
import gradus.kernel.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.publish.PublishClearOutput;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteResult;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
import org.dflib.jjava.jupyter.messages.request.CompleteRequest;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;
import org.jspecify.annotations.Nullable;

/** The kernel as Jupyter sees it: answers requests with the help of a {@link Session}. */
final class JavaKernel extends BaseKernel {
  private static final String RED = "\u001b[31m";
  private static final String PLAIN = "\u001b[0m";

  private final CellOutput output;
  private final Session session;
  private final Magics magics;
  private final Inspector inspector;

  /** What a cell adds to its reply for the front end to show. */
  private final JsonArray pages = new JsonArray();

  private Optional<ProcessState> state = Optional.empty();
  private Optional<ShellReplyEnvironment> cell = Optional.empty();

  /** Whether the last cell failed, so that those waiting behind it must not run. */
  private boolean failed;

  JavaKernel(CellOutput output, Session session) {
    super(
        "gradus",
        version(),
        language(),
        List.of(),
        new CellHistory(),
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
    inspector = new Inspector(session.analysis(), magicsRegistry);
    magics.command("doc", names -> names.forEach(this::page));
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

  @Override
  protected synchronized void handleExecuteRequest(
      ShellReplyEnvironment env, Message<ExecuteRequest> message) {
    ExecuteRequest request = message.getContent();
    commManager.setMessageContext(message);
    env.setBusyDeferIdle();
    boolean stored = request.shouldStoreHistory() && !request.isSilent();
    int count = stored ? executionCount.getAndIncrement() : executionCount.get();
    if (!request.isSilent()) {
      env.publish(new PublishExecuteInput(request.getCode(), count));
    }
    try {
      output.belongTo(env);
      cell = Optional.of(env);
      ((KernelIo) io).attach(env, request.isStdinEnabled());
      if (stored) {
        history().add(count, request.getCode());
      }
      Optional<Object> value = magics.evaluate(request.getCode(), count);
      state.ifPresent(ProcessState::restore);
      session.notes().forEach(System.out::println);
      if (((KernelIo) io).refusedInput()) {
        System.out.println(KernelIo.NO_INPUT);
      }
      if (value.isPresent() && !request.isSilent()) {
        DisplayData result = session.call(() -> shown(value.get()));
        history().addOutput(count, String.valueOf(result.getData(MIMEType.TEXT_PLAIN)));
        env.publish(new PublishExecuteResult(count, result));
      }
      JsonObject expressions = userExpressions(request.getUserExpr(), count);
      output.flush();
      env.defer().reply(succeeded(message, count, expressions));
    } catch (Exception | Error e) {
      if (e instanceof OutOfMemoryError) {
        session.releaseMemory();
      }
      state.ifPresent(ProcessState::restore);
      fail(env, session.explain(e), count);
      failed = request.shouldStopOnError();
    } finally {
      pages.asList().clear();
      state.ifPresent(ProcessState::restore);
    }
  }

  private Message<?> succeeded(Message<?> request, int count, JsonObject expressions) {
    var content = new JsonObject();
    content.addProperty("status", "ok");
    content.addProperty("execution_count", count);
    content.add("user_expressions", expressions);
    content.add("payload", pages.deepCopy());
    return ReplyStatus.message(request, MessageType.EXECUTE_REPLY, content);
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

  private CellHistory history() {
    return (CellHistory) historyManager;
  }

  /** Has the front end show the documentation of a name. */
  private void page(String name) {
    String text =
        inspector
            .documentation(name, name.length())
            .orElseThrow(
                () -> new IllegalArgumentException("there is no documentation of " + name));
    var page = new JsonObject();
    page.addProperty("source", "page");
    page.addProperty("start", 0);
    page.add("data", json(Map.of("text/plain", text)));
    pages.add(page);
  }

  /** Shows a value with all of its text. */
  void show(Object value) {
    display(((ValueRenderer) renderer).inFull(value));
  }

  /** Removes what the running cell has shown. */
  void clearOutput(boolean wait) {
    cell.ifPresent(
        env -> env.publish(wait ? PublishClearOutput.BEFORE_NEXT_OUTPUT : PublishClearOutput.NOW));
  }

  /** Whether a cell has failed, with others waiting behind it, since the last call. */
  synchronized boolean takeFailed() {
    boolean taken = failed;
    failed = false;
    return taken;
  }

  @Override
  protected void handleHistoryRequest(ShellReplyEnvironment env, Message<HistoryRequest> message) {
    env.setBusyDeferIdle();
    JsonObject content = json(Map.of("history", history().answer(message.getContent())));
    env.reply(ReplyStatus.message(message, MessageType.HISTORY_REPLY, content));
  }

  @Override
  protected void handleCompleteRequest(
      ShellReplyEnvironment env, Message<CompleteRequest> message) {
    env.setBusyDeferIdle();
    String code = message.getContent().getCode();
    int at = CodePoints.toIndex(code, message.getContent().getCursorPos());
    JsonObject content = inspector.completions(code, at).reply(code);
    env.reply(ReplyStatus.message(message, MessageType.COMPLETE_REPLY, content));
  }

  /** From now on all threads print to and read from the notebook, between cells, too. */
  void takeStreams() {
    System.setIn(((KernelIo) io).input());
    System.setOut(output.stream(false));
    System.setErr(output.stream(true));
  }

  /** From now on the process is as it is now whenever a cell begins. */
  void keepState() {
    state = Optional.of(ProcessState.now());
  }

  private void fail(ShellReplyEnvironment env, CellError error, int count) {
    List<String> lines = new ArrayList<>();
    lines.add(error.headline(RED + error.name() + ": " + PLAIN));
    lines.addAll(error.details());
    if (((KernelIo) io).refusedInput()) {
      lines.add(KernelIo.NO_INPUT);
    }
    output.flush();
    env.publish(new PublishError(error.name(), error.message(), lines));
    ErrorReply reply = new ErrorReply(error.name(), error.message(), lines);
    reply.setExecutionCount(count);
    env.defer().replyError(ExecuteReply.MESSAGE_TYPE.error(), reply);
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
  }

  @Override
  public @Nullable DisplayData inspect(String code, int at, boolean extraDetail) {
    return inspector
        .documentation(code, CodePoints.toIndex(code, at))
        .map(DisplayData::new)
        .orElse(null);
  }

  @Override
  public ReplacementOptions complete(String code, int at) {
    Completions found = inspector.completions(code, at);
    return new ReplacementOptions(found.texts(), found.start(), found.end());
  }

  @Override
  public String isComplete(String code) {
    return inspector.isComplete(code);
  }
}
