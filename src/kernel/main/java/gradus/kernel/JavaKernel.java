package gradus.kernel;

import gradus.kernel.session.CellError;
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
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteResult;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
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
        new Renderer(),
        null, // Magics finds them
        new MagicsRegistry(),
        true,
        new StringStyler.Builder().build());
    this.output = output;
    this.session = session;
    magics = new Magics(session, magicsRegistry, this);
    inspector = new Inspector(session.analysis());
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
    int count = request.isSilent() ? executionCount.get() : executionCount.getAndIncrement();
    if (!request.isSilent()) {
      env.publish(new PublishExecuteInput(request.getCode(), count));
    }
    try {
      output.belongTo(env);
      ((KernelIo) io).attach(env, request.isStdinEnabled());
      if (request.shouldStoreHistory()) {
        ((CellHistory) historyManager).add(count, request.getCode());
      }
      Optional<Object> value = magics.evaluate(request.getCode(), count);
      session.notes().forEach(System.out::println);
      if (value.isPresent() && !request.isSilent()) {
        DisplayData result = session.call(() -> shown(value.get()));
        env.publish(new PublishExecuteResult(count, result));
      }
      output.flush();
      env.defer().reply(new ExecuteReply(count, Map.of()));
    } catch (Exception | Error e) {
      fail(env, CellError.of(e), count);
      failed = request.shouldStopOnError();
    }
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
    ((CellHistory) historyManager).answer(env, message.getContent());
  }

  /** From now on all threads print to and read from the notebook, between cells, too. */
  void takeStreams() {
    System.setIn(io.in);
    System.setOut(output.stream(false));
    System.setErr(output.stream(true));
  }

  private void fail(ShellReplyEnvironment env, CellError error, int count) {
    List<String> lines = new ArrayList<>();
    lines.add(error.headline(RED + error.name() + ": " + PLAIN));
    lines.addAll(error.details());
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
    return inspector.documentation(code, at).map(DisplayData::new).orElse(null);
  }

  @Override
  public ReplacementOptions complete(String code, int at) {
    return inspector.completions(code, at);
  }

  @Override
  public String isComplete(String code) {
    return inspector.isComplete(code);
  }
}
