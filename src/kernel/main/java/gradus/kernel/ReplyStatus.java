package gradus.kernel;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;

/** The status that the protocol demands of every reply, and that most of the library's lack. */
final class ReplyStatus {
  private ReplyStatus() {}

  /** The reply with {@code status: ok}, if it has no status of its own. */
  static Message<?> in(Message<?> reply) {
    JsonObject content = new Gson().toJsonTree(reply.getContent()).getAsJsonObject();
    if (content.has("status")) {
      return reply;
    }
    content.addProperty("status", "ok");
    return reply(reply, content);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the type is the library's, the content ours
  private static Message<?> reply(Message<?> reply, JsonObject content) {
    return new Message(
        reply.getIdentities(),
        reply.getHeader(),
        reply.getParentHeader(),
        reply.getMetadata(),
        content,
        reply.getBlobs());
  }

  /** A reply whose content the library has no class for. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // the type is the library's, the content ours
  static Message<?> message(Message<?> request, MessageType<?> type, JsonObject content) {
    return new Message(request, (MessageType) type, content);
  }
}
