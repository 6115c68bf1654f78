package gradus.exercise;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import gradus.datasets.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * What a learner has solved, tried and predicted, on the learner's own disk.
 *
 * <p>{@code GRADUS_PROGRESS} names another file, or is {@code off} where nothing is to be kept.
 */
final class ProgressFile {
  private static final Gson GSON = new Gson();
  private static final JsonObject FORGETFUL = new JsonObject();

  private final Optional<Path> file;
  private final JsonObject json;

  private ProgressFile(Optional<Path> file, JsonObject json) {
    this.file = file;
    this.json = json;
  }

  /** The file of the user who runs the process. */
  static ProgressFile ofLearner() {
    Optional<Path> file = file(System.getenv());
    return file.map(ProgressFile::read).orElseGet(() -> new ProgressFile(file, FORGETFUL));
  }

  static Optional<Path> file(Map<String, String> environment) {
    String named = environment.getOrDefault("GRADUS_PROGRESS", "");
    if (named.equals("off")) {
      return Optional.empty();
    }
    if (!named.isBlank()) {
      return Optional.of(Path.of(named));
    }
    String data =
        environment.getOrDefault("XDG_DATA_HOME", environment.getOrDefault("APPDATA", ""));
    Path folder =
        data.isBlank()
            ? Path.of(System.getProperty("user.home"), ".local", "share")
            : Path.of(data);
    return Optional.of(folder.resolve("gradus").resolve("progress.json"));
  }

  /** A file that is missing or damaged is a fresh start; the damaged one is kept beside it. */
  static ProgressFile read(Path file) {
    Optional<Path> where = Optional.of(file);
    if (!Files.exists(file)) {
      return new ProgressFile(where, new JsonObject());
    }
    try {
      JsonObject json = GSON.fromJson(Files.readString(file), JsonObject.class);
      if (json != null) {
        return new ProgressFile(where, json);
      }
    } catch (IOException | JsonParseException e) {
      keepDamaged(file);
    }
    return new ProgressFile(where, new JsonObject());
  }

  private static void keepDamaged(Path file) {
    try {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".damaged"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      System.out.println("Your progress in " + file + " cannot be read: " + e.getMessage());
    }
  }

  private JsonObject section(String name) {
    if (!json.has(name)) {
      json.add(name, new JsonObject());
    }
    return json.getAsJsonObject(name);
  }

  boolean isSolved(String id) {
    return section("solved").has(id);
  }

  /** The number of failures since the exercise was last right. */
  int attempts(String id) {
    return section("attempts").has(id) ? section("attempts").get(id).getAsInt() : 0;
  }

  Optional<String> prediction(String id) {
    return Optional.ofNullable(section("predictions").get(id)).map(text -> text.getAsString());
  }

  void predict(String id, String text) {
    section("predictions").addProperty(id, text);
    write();
  }

  void record(String id, Verdict verdict) {
    switch (verdict.result()) {
      case RIGHT -> {
        section("attempts").remove(id);
        section("solved").addProperty(id, true);
      }
      case WRONG -> section("attempts").addProperty(id, attempts(id) + 1);
      case NOT_DONE -> {
        return;
      }
    }
    write();
  }

  /** Progress is a convenience: where it cannot be written, the lesson goes on. */
  private void write() {
    if (file.isEmpty()) {
      return;
    }
    try {
      WholeFile.write(file.get(), GSON.toJson(json));
    } catch (IOException e) {
      System.out.println(
          "Your progress could not be kept in " + file.get() + ": " + e.getMessage());
    }
  }
}
