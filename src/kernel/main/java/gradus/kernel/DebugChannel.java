package gradus.kernel;

import com.google.gson.JsonObject;
import gradus.kernel.debug.Debugger;
import gradus.kernel.debug.Json;
import gradus.kernel.debug.Target;
import gradus.kernel.session.Session;
import java.util.Optional;
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
  private final Debugger debugger;
  private volatile Optional<JupyterConnection> connection = Optional.empty();
  private volatile Optional<MessageContext> asked = Optional.empty();
  private volatile Optional<MessageContext> cell = Optional.empty();

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
    if (debugger.isStarted() && cell.isPresent()) {
      JsonObject body = Json.of("areas", Stream.of("variables"));
      publish(cell, Json.of("seq", 0, "type", "event", "event", "invalidated", "body", body));
    }
  }

  /** A cell starts. */
  void running(ShellReplyEnvironment env, int number, String code) {
    debugger.running(number, code);
    cell = Optional.of(env.getContext());
  }

  /** A cell has ended. */
  void ended() {
    cell = Optional.empty();
  }

  /** Lets stopped threads go on. */
  void release() {
    debugger.release();
  }
}
