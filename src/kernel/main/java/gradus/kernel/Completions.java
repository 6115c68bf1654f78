package gradus.kernel;

import com.google.gson.JsonObject;
import gradus.kernel.debug.Json;
import java.util.List;
import java.util.stream.Stream;

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
    int from = CodePoints.toPosition(code, start);
    int to = CodePoints.toPosition(code, end);
    Stream<JsonObject> types =
        all.stream()
            .map(
                one ->
                    Json.of(
                        "start", from,
                        "end", to,
                        "text", one.text(),
                        "type", one.type(),
                        "signature", one.signature(),
                        "origin", one.origin()));
    return Json.of(
        "status",
        "ok",
        "matches",
        texts().stream(),
        "cursor_start",
        from,
        "cursor_end",
        to,
        "metadata",
        Json.of("_jupyter_types_experimental", types));
  }
}
