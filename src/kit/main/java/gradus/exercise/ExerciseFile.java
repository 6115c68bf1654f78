package gradus.exercise;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import gradus.course.KitHome;
import gradus.exercise.ExerciseData.Texts;
import gradus.exercise.Responses.Response;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Exercises, inputs and responses as JSON. */
public final class ExerciseFile {
  private static final Gson GSON =
      new GsonBuilder().serializeSpecialFloatingPointValues().disableHtmlEscaping().create();

  private static final Path SOURCES = Path.of("src/kit/main/resources/gradus/exercise");

  private static final int FEWEST_PIXELS = 10_000;

  private ExerciseFile() {}

  /**
   * The exercise of an id, from the class path.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ExerciseData load(String id) {
    return exercise(
        resource(id + ".json")
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no exercise \"%s\"; its name is its set and its own name, such as \"01/votes\""
                            .formatted(id))));
  }

  /** A file beside the exercises: that of the kit's sources, where they are, else of the jar. */
  static Optional<JsonObject> resource(String name) {
    Optional<Path> source =
        KitHome.find().map(kit -> kit.resolve(SOURCES).resolve(name)).filter(Files::isRegularFile);
    try (InputStream in =
        source.isPresent()
            ? Files.newInputStream(source.get())
            : ExerciseFile.class.getResourceAsStream(name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(
              GSON.fromJson(
                  new String(in.readAllBytes(), StandardCharsets.UTF_8), JsonObject.class));
    } catch (IOException e) {
      throw new IllegalStateException(
          "the exercise file " + name + " is damaged; build the kit anew", e);
    }
  }

  /** An exercise as text, the same for the same exercise. */
  public static String toJson(ExerciseData exercise) {
    JsonObject json = new JsonObject();
    json.addProperty("id", exercise.id());
    json.addProperty("title", exercise.title());
    json.addProperty("minutes", exercise.minutes());
    json.addProperty("difficulty", exercise.difficulty());
    json.addProperty("points", exercise.points());
    json.add("texts", GSON.toJsonTree(exercise.texts()));
    json.addProperty("tolerance", exercise.tolerance());
    json.add("changes", strings(exercise.changes()));
    exercise.accuracy().ifPresent(accuracy -> json.addProperty("accuracy", accuracy));
    JsonArray cases = new JsonArray();
    for (Case one : exercise.cases()) {
      JsonObject object = new JsonObject();
      object.addProperty("note", one.note());
      object.add("given", json(one.given()));
      one.expected().ifPresent(expected -> object.add("expected", json(expected)));
      cases.add(object);
    }
    json.add("cases", cases);
    json.add("mistakes", mistakes(exercise.mistakes()));
    // One line for each case and each mistake, so that a change can be read.
    return GSON.toJson(json).replace("{\"note\"", "\n{\"note\"").replace("{\"made\"", "\n{\"made\"")
        + "\n";
  }

  private static JsonArray mistakes(List<KnownMistake> mistakes) {
    JsonArray all = new JsonArray();
    for (KnownMistake mistake : mistakes) {
      JsonObject object = new JsonObject();
      object.add("made", GSON.toJsonTree(mistake.mistakes()));
      JsonArray answers = new JsonArray();
      mistake.answers().forEach(answer -> answers.add(json(answer)));
      object.add("answers", answers);
      all.add(object);
    }
    return all;
  }

  /** An exercise from its text. */
  public static ExerciseData exercise(String json) {
    return exercise(GSON.fromJson(json, JsonObject.class));
  }

  private static ExerciseData exercise(JsonObject json) {
    List<Case> cases = new ArrayList<>();
    for (JsonElement element : json.getAsJsonArray("cases")) {
      JsonObject object = element.getAsJsonObject();
      cases.add(
          new Case(
              values(object.get("given")),
              object.get("note").getAsString(),
              Optional.ofNullable(object.get("expected")).map(ExerciseFile::values)));
    }
    List<KnownMistake> mistakes = new ArrayList<>();
    for (JsonElement element : json.getAsJsonArray("mistakes")) {
      JsonObject object = element.getAsJsonObject();
      mistakes.add(
          new KnownMistake(
              List.of(GSON.fromJson(object.get("made"), Mistake[].class)),
              object.getAsJsonArray("answers").asList().stream()
                  .map(ExerciseFile::values)
                  .toList()));
    }
    return new ExerciseData(
        json.get("id").getAsString(),
        json.get("title").getAsString(),
        json.get("minutes").getAsInt(),
        json.get("difficulty").getAsInt(),
        json.get("points").getAsDouble(),
        GSON.fromJson(json.get("texts"), Texts.class),
        json.get("tolerance").getAsDouble(),
        strings(json.getAsJsonArray("changes")),
        json.has("accuracy")
            ? OptionalDouble.of(json.get("accuracy").getAsDouble())
            : OptionalDouble.empty(),
        cases,
        mistakes);
  }

  /** Inputs as text. */
  public static String inputsToJson(List<Values> inputs) {
    JsonArray array = new JsonArray();
    inputs.forEach(input -> array.add(json(input)));
    return GSON.toJson(array);
  }

  static List<Values> inputs(String json) {
    return GSON.fromJson(json, JsonArray.class).asList().stream()
        .map(ExerciseFile::values)
        .toList();
  }

  static String toJson(Responses responses) {
    JsonArray cases = new JsonArray();
    for (Response response : responses.cases()) {
      JsonObject object = new JsonObject();
      object.add("answer", json(response.answer()));
      object.add("changed", strings(response.changed()));
      response.error().ifPresent(error -> object.addProperty("error", error));
      cases.add(object);
    }
    JsonObject json = new JsonObject();
    json.add("cases", cases);
    json.add("faults", GSON.toJsonTree(responses.faults()));
    return GSON.toJson(json);
  }

  /**
   * Responses from their text.
   *
   * @throws RuntimeException of some kind if it is not the text of responses
   */
  public static Responses responses(String text) {
    JsonObject json = GSON.fromJson(text, JsonObject.class);
    List<Response> cases = new ArrayList<>();
    for (JsonElement element : json.getAsJsonArray("cases")) {
      JsonObject object = element.getAsJsonObject();
      cases.add(
          new Response(
              values(object.get("answer")),
              strings(object.getAsJsonArray("changed")),
              Optional.ofNullable(object.get("error")).map(JsonElement::getAsString)));
    }
    return new Responses(
        cases, new LinkedHashSet<>(List.of(GSON.fromJson(json.get("faults"), Fault[].class))));
  }

  private static JsonObject json(Values byName) {
    JsonObject json = new JsonObject();
    for (String name : byName.names()) {
      Tensor tensor = byName.tensor(name);
      JsonObject object = new JsonObject();
      object.add("shape", GSON.toJsonTree(tensor.shape().dimensions()));
      double[] values = tensor.toArray();
      if (arePixels(values)) {
        object.addProperty("bytes", base64(values));
      } else {
        JsonArray numbers = new JsonArray();
        Arrays.stream(values).forEach(number -> numbers.add(number(number)));
        object.add("numbers", numbers);
      }
      json.add(name, object);
    }
    return json;
  }

  /** Whether they are many, and each fits in a byte: pictures, which are too long as numbers. */
  private static boolean arePixels(double[] numbers) {
    return numbers.length >= FEWEST_PIXELS
        && Arrays.stream(numbers).allMatch(x -> x >= 0 && x <= 255 && x == Math.rint(x));
  }

  private static String base64(double[] numbers) {
    byte[] bytes = new byte[numbers.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (int) numbers[i];
    }
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static double[] numbers(JsonObject tensor) {
    if (!tensor.has("bytes")) {
      return GSON.fromJson(tensor.get("numbers"), double[].class);
    }
    byte[] bytes = Base64.getDecoder().decode(tensor.get("bytes").getAsString());
    double[] numbers = new double[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      numbers[i] = bytes[i] & 0xFF;
    }
    return numbers;
  }

  private static JsonPrimitive number(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? new JsonPrimitive((long) number)
        : new JsonPrimitive(number);
  }

  private static Values values(JsonElement json) {
    Values values = Values.none();
    for (Map.Entry<String, JsonElement> entry : json.getAsJsonObject().entrySet()) {
      JsonObject object = entry.getValue().getAsJsonObject();
      values =
          values.and(
              entry.getKey(),
              Tensor.of(
                  Shape.of(GSON.fromJson(object.get("shape"), int[].class)), numbers(object)));
    }
    return values;
  }

  private static JsonArray strings(Set<String> strings) {
    JsonArray array = new JsonArray();
    strings.forEach(array::add);
    return array;
  }

  private static Set<String> strings(JsonArray array) {
    Set<String> strings = new LinkedHashSet<>();
    array.forEach(element -> strings.add(element.getAsString()));
    return strings;
  }
}
