package gradus.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * The completions at a cursor.
 *
 * @param start where the word begins that they replace, as an index of Java's
 * @param end where it ends
 */
record Completions(List<Completion> all, int start, int end) {
  List<String> texts() {
    return all.stream().map(Completion::text).toList();
  }

  /** The reply of the protocol, with the types of which JupyterLab makes icons and labels. */
  JsonObject reply(String code) {
    var reply = new JsonObject();
    int from = CodePoints.toPosition(code, start);
    int to = CodePoints.toPosition(code, end);
    var matches = new JsonArray();
    var types = new JsonArray();
    for (Completion one : all) {
      matches.add(one.text());
      var typed = new JsonObject();
      typed.addProperty("start", from);
      typed.addProperty("end", to);
      typed.addProperty("text", one.text());
      typed.addProperty("type", one.type());
      typed.addProperty("signature", one.signature());
      typed.addProperty("origin", one.origin());
      types.add(typed);
    }
    var metadata = new JsonObject();
    metadata.add("_jupyter_types_experimental", types);
    reply.addProperty("status", "ok");
    reply.add("matches", matches);
    reply.addProperty("cursor_start", from);
    reply.addProperty("cursor_end", to);
    reply.add("metadata", metadata);
    return reply;
  }
}
