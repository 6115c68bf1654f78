package gradus.kernel;

import com.google.gson.JsonObject;
import gradus.kernel.debug.Debugger;
import gradus.kernel.debug.Json;
import gradus.kernel.debug.Target;
import gradus.kernel.session.Session;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;

/**
 * Carries the debugger's requests and events in Jupyter's messages.
 *
 * <p>While a cell runs and a front end debugs, it is told every second that variables may have
 * changed: JupyterLab then asks for them, so that its panel is live.
 */
final class DebugChannel {
  private static final System.Logger LOGGER = System.getLogger(DebugChannel.class.getName());

  private final Debugger debugger;
  private volatile Optional<JupyterConnection> connection = Optional.empty();
  private volatile Optional<MessageContext> asked = Optional.empty();
  private final Deque<MessageContext> cells = new ConcurrentLinkedDeque<>();

  DebugChannel(Session session, Function<Object, JsonObject> media) {
    debugger = new Debugger(session, media, event -> publish(asked, event));
  }

  /** From now on answers the debugger's requests. */
  void serve(JupyterConnection to) {
    connection = Optional.of(to);
    JsonMessages.answer(to, "debug", this::answer);
    if (!Target.isAvailable()) {
      return; // and says so when asked
    }
    var unused =
        Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("output").factory())
            .scheduleWithFixedDelay(this::invalidate, 1, 1, TimeUnit.SECONDS);
  }

  private JsonObject answer(Message<JsonObject> request) {
    asked = Optional.of(request);
    return debugger.handle(request.getContent());
  }

  private void publish(Optional<MessageContext> about, JsonObject event) {
    if (connection.isPresent() && about.isPresent()) {
      connection
          .get()
          .getIOPub()
          .sendMessage(JsonMessages.about(about.get(), "debug_event", event));
    }
  }

  private void invalidate() {
    Optional<MessageContext> cell = Optional.ofNullable(cells.peekFirst());
    if (debugger.isStarted() && cell.isPresent()) {
      try {
        JsonObject body = Json.of("areas", Stream.of("variables"));
        publish(cell, Json.of("seq", 0, "type", "event", "event", "invalidated", "body", body));
      } catch (RuntimeException | OutOfMemoryError e) {
        LOGGER.log(System.Logger.Level.DEBUG, "told later", e); // or the timer would end
      }
    }
  }

  /** A cell starts. */
  void running(ShellReplyEnvironment env, int number, String code) {
    debugger.running(number, code);
    cells.add(env.getContext());
  }

  /** A cell has ended. */
  void ended(ShellReplyEnvironment env) {
    cells.remove(env.getContext());
  }

  /** Lets stopped threads go on. */
  void release() {
    debugger.release();
  }
}
