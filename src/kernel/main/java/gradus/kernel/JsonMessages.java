package gradus.kernel;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.lang.reflect.Constructor;
import java.util.function.Function;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.MessageType;

/**
 * Messages that the protocol library does not know, with their content as plain JSON. The library
 * keeps its list of types to itself, so new ones enter it by reflection.
 */
final class JsonMessages {
  private JsonMessages() {}

  /** Answers requests of this name on {@code connection}; the reply's name ends in reply. */
  static void answer(
      JupyterConnection connection, String name, Function<Message<JsonObject>, JsonObject> answer) {
    MessageType<JsonObject> reply = type(name + "_reply");
    connection.setHandler(
        type(name + "_request"),
        (env, message) -> {
          env.setBusyDeferIdle();
          env.reply(new Message<>(message, reply, answer.apply(message)));
        });
  }

  /** A message in answer to, or about, another. */
  static Message<JsonObject> about(MessageContext context, String type, JsonObject content) {
    return new Message<>(context, type(type), content);
  }

  /** A reply with the status that the protocol demands, and that most of the library's lack. */
  static Message<?> withStatus(Message<?> reply) {
    JsonObject content = new Gson().toJsonTree(reply.getContent()).getAsJsonObject();
    if (content.has("status")) {
      return reply;
    }
    content.addProperty("status", "ok");
    return new Message<>(
        reply.getIdentities(),
        header(reply),
        reply.getParentHeader(),
        reply.getMetadata(),
        content,
        reply.getBlobs());
  }

  @SuppressWarnings("unchecked") // the type is the library's, the content ours
  private static Header<JsonObject> header(Message<?> reply) {
    return (Header<JsonObject>) (Header<?>) reply.getHeader();
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // all types made here have JSON as their content
  private static synchronized MessageType<JsonObject> type(String name) {
    MessageType<?> known = MessageType.getType(name);
    if (!known.equals(MessageType.UNKNOWN)) {
      return (MessageType<JsonObject>) known;
    }
    try {
      Constructor<MessageType> constructor =
          MessageType.class.getDeclaredConstructor(String.class, Class.class);
      constructor.setAccessible(true);
      return (MessageType<JsonObject>) constructor.newInstance(name, JsonObject.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the protocol library has changed", e);
    }
  }
}
