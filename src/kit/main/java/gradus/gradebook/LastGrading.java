package gradus.gradebook;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import gradus.assignment.ExerciseVersion;
import gradus.datasets.WholeFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a grading leaves for the next one.
 *
 * @param seed of the hidden inputs
 * @param exercises as they were
 * @param columns that the table of the class has ever had for exercises; others are the teacher's
 * @param table digest of the table as it was written
 */
record LastGrading(long seed, Map<String, Version> exercises, Set<String> columns, String table) {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  /** An exercise as it was. */
  record Version(double points, String digest) {}

  static Optional<LastGrading> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      LastGrading last = GSON.fromJson(Files.readString(file), LastGrading.class);
      if (last != null && (last.exercises() == null || last.columns() == null)) {
        throw new JsonParseException("a part is missing");
      }
      return Optional.ofNullable(last);
    } catch (RuntimeException | CharacterCodingException e) {
      throw new IOException(
          file + " is not as it was written; restore or delete it, which grades all again", e);
    }
  }

  static LastGrading of(
      long seed, Map<String, ExerciseVersion> versions, Optional<LastGrading> before) {
    Map<String, Version> exercises = new LinkedHashMap<>();
    versions.forEach(
        (name, version) ->
            exercises.put(name, new Version(version.points(), Digest.of(version.text()))));
    Set<String> columns = new LinkedHashSet<>(exercises.keySet());
    before.ifPresent(last -> columns.addAll(last.columns()));
    return new LastGrading(seed, exercises, columns, before.map(LastGrading::table).orElse(""));
  }

  LastGrading withTable(String text) {
    return new LastGrading(seed, exercises, columns, Digest.of(text));
  }

  void write(Path file) throws IOException {
    WholeFile.write(file, GSON.toJson(this) + "\n");
  }

  /** A digest of the seed and all exercises. */
  String digest() {
    return Digest.of(seed + GSON.toJson(exercises));
  }

  /** In a sentence for each, which exercises are not as they were before. */
  List<String> changes(LastGrading before) {
    List<String> changes = new ArrayList<>();
    exercises.forEach(
        (name, now) -> {
          Version then = before.exercises().get(name);
          if (then == null) {
            changes.add("%s is new: %s points.".formatted(name, Page.number(now.points())));
          } else if (then.points() != now.points()) {
            changes.add(
                "%s has %s points; it had %s."
                    .formatted(name, Page.number(now.points()), Page.number(then.points())));
          } else if (!then.digest().equals(now.digest())) {
            changes.add(
                name.endsWith("/" + ExerciseVersion.REST)
                    ? "Other cells of %s changed; the points of all its exercises may change."
                        .formatted(name.substring(0, name.indexOf('/')))
                    : "%s changed; its points may change.".formatted(name));
          }
        });
    before.exercises().keySet().stream()
        .filter(name -> !exercises.containsKey(name))
        .forEach(name -> changes.add("%s is gone.".formatted(name)));
    return changes;
  }
}
