package gradus.exercise.reference;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gradus.exercise.Values;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The file of reference cases, {@code course_reference.json}, as named numbers. */
final class ReferenceFile {
  private final Map<String, JsonObject> cases = new LinkedHashMap<>();

  private ReferenceFile(JsonObject file) {
    for (JsonElement element : file.getAsJsonArray("cases")) {
      JsonObject one = element.getAsJsonObject();
      cases.put(one.get("id").getAsString(), one);
    }
  }

  static ReferenceFile read() {
    try (InputStream in = ReferenceFile.class.getResourceAsStream("course_reference.json")) {
      if (in == null) {
        throw new IllegalStateException(
            "course_reference.json is not beside gradus.exercise.reference; build the kit again");
      }
      var reader = new InputStreamReader(in, StandardCharsets.UTF_8);
      return new ReferenceFile(JsonParser.parseReader(reader).getAsJsonObject());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All cases by id, in the order of the file. */
  Map<String, JsonObject> cases() {
    return cases;
  }

  JsonObject json(String id) {
    JsonObject json = cases.get(id);
    if (json == null) {
      throw new IllegalArgumentException(
          "no reference case is called %s; there are %s".formatted(id, cases.keySet()));
    }
    return json;
  }

  /** The numeric inputs and parameters; {@code $from} includes those of another case. */
  Values given(String id) {
    JsonObject json = json(id);
    JsonObject inputs = json.getAsJsonObject("inputs");
    Values from = inputs.has("$from") ? given(inputs.get("$from").getAsString()) : Values.none();
    return from.and(values(inputs)).and(values(json.getAsJsonObject("params")));
  }

  /** Everything numeric in an object; the names of nested values are joined by a dot. */
  static Values values(JsonObject object) {
    Values values = Values.none();
    for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
      String name = entry.getKey();
      JsonElement element = entry.getValue();
      if (isNumber(element)) {
        values = values.and(name, element.getAsDouble());
      } else if (element.isJsonArray() && allNumbers(element.getAsJsonArray())) {
        values = values.and(name, numbers(element.getAsJsonArray()));
      } else if (element.isJsonObject() && element.getAsJsonObject().has("shape")) {
        values = values.and(name, tensor(element.getAsJsonObject()));
      } else if (element.isJsonObject()) {
        Values nested = values(element.getAsJsonObject());
        for (String inner : nested.names()) {
          values = values.and(name + "." + inner, nested.tensor(inner));
        }
      }
    }
    return values;
  }

  private static boolean isNumber(JsonElement element) {
    return element.isJsonPrimitive() && element.getAsJsonPrimitive().isNumber();
  }

  private static boolean allNumbers(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false).allMatch(ReferenceFile::isNumber);
  }

  private static double[] numbers(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonElement::getAsDouble)
        .toArray();
  }

  private static Tensor tensor(JsonObject json) {
    double[] lengths = numbers(json.getAsJsonArray("shape"));
    int[] dimensions = new int[lengths.length];
    for (int i = 0; i < lengths.length; i++) {
      dimensions[i] = (int) lengths[i];
    }
    Tensor tensor = Tensor.of(Shape.of(dimensions), elements(json, Shape.of(dimensions).size()));
    return json.has("then") && json.get("then").getAsString().startsWith("transpose")
        ? tensor.transpose()
        : tensor;
  }

  private static double[] elements(JsonObject json, int size) {
    if (json.has("linspace")) {
      double[] ends = numbers(json.getAsJsonArray("linspace"));
      return fill(
          size, k -> k == size - 1 ? ends[1] : ends[0] + k * (ends[1] - ends[0]) / (size - 1));
    }
    if (json.has("wave")) {
      double[] wave = numbers(json.getAsJsonArray("wave"));
      return fill(size, k -> wave[2] + wave[1] * Math.sin(1.7 * k + wave[0]));
    }
    return numbers(json.getAsJsonArray("data"));
  }

  private static double[] fill(int size, java.util.function.IntToDoubleFunction element) {
    double[] elements = new double[size];
    java.util.Arrays.setAll(elements, element);
    return elements;
  }
}
