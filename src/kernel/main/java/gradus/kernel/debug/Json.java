package gradus.kernel.debug;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds and reads JSON in one expression. */
public final class Json {
  private Json() {}

  /** An object of names and values, alternately; values that are null are left out. */
  public static JsonObject of(@Nullable Object... pairs) {
    JsonObject json = new JsonObject();
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i + 1] != null) {
        json.add(String.valueOf(pairs[i]), element(pairs[i + 1]));
      }
    }
    return json;
  }

  private static JsonElement element(@Nullable Object value) {
    return switch (value) {
      case JsonElement json -> json;
      case Number number -> new JsonPrimitive(number);
      case Boolean truth -> new JsonPrimitive(truth);
      case Stream<?> stream -> list(stream);
      case null, default -> new JsonPrimitive(String.valueOf(value));
    };
  }

  /** An array of such values. */
  public static JsonArray list(Stream<?> values) {
    JsonArray list = new JsonArray();
    values.map(Json::element).forEach(list::add);
    return list;
  }

  /** The whole number of this name, or else another. */
  static long number(JsonObject json, String name, long otherwise) {
    return json.has(name) && json.get(name).isJsonPrimitive()
        ? json.get(name).getAsLong()
        : otherwise;
  }

  /** The text of this name, empty if there is none. */
  public static String text(JsonObject json, String name) {
    return json.has(name) && json.get(name).isJsonPrimitive() ? json.get(name).getAsString() : "";
  }

  /** The object of this name, empty if there is none. */
  static JsonObject object(JsonObject json, String name) {
    return json.has(name) && json.get(name).isJsonObject()
        ? json.getAsJsonObject(name)
        : new JsonObject();
  }

  /** The elements of the array of this name. */
  static Stream<JsonElement> elements(JsonObject json, String name) {
    return json.has(name) && json.get(name).isJsonArray()
        ? json.getAsJsonArray(name).asList().stream()
        : Stream.empty();
  }
}
