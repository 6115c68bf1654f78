package gradus.assignment;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The exercises of one notebook, as their author writes them: a YAML file below {@code
 * src/kit/main/exercises}.
 *
 * @param notebook its name in the course, such as {@code 06} or {@code a2/batch-norm}
 * @param path of its file in the folder of all notebooks
 * @param exercises in order
 */
public record ExerciseSources(String notebook, Path path, List<ExerciseSource> exercises) {
  private static final String LESSONS = "lessons";

  /** Those in these folders whose path, such as {@code a2/batch-norm}, begins with a prefix. */
  public static List<ExerciseSources> below(List<Path> folders, String prefix) throws IOException {
    List<ExerciseSources> all = new ArrayList<>();
    for (Path folder : folders.stream().filter(Files::isDirectory).toList()) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
          if (named(folder, file).startsWith(prefix)) {
            all.add(read(folder, file));
          }
        }
      }
    }
    return all;
  }

  private static String named(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/').replace(".yaml", "");
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read or is not well formed, saying where
   */
  public static ExerciseSources read(Path folder, Path file) throws IOException {
    String name = named(folder, file);
    boolean lesson = name.startsWith(LESSONS);
    String set = name.substring(0, name.indexOf('/'));
    String notebook = lesson ? name.substring(LESSONS.length() + 1).replaceFirst("-.*", "") : name;
    List<ExerciseSource> exercises = new ArrayList<>();
    try (Reader reader = Files.newBufferedReader(file)) {
      Object loaded =
          new Load(LoadSettings.builder().setLabel(name).build()).loadFromReader(reader);
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) loaded).entrySet()) {
        Map<String, Object> facts = new java.util.LinkedHashMap<>();
        ((Map<?, ?>) entry.getValue()).forEach((word, fact) -> facts.put(word.toString(), fact));
        exercises.add(new ExerciseSource((lesson ? notebook : set) + "/" + entry.getKey(), facts));
      }
    } catch (YamlEngineException | ClassCastException e) {
      throw new IOException(file + " is not well formed: " + e.getMessage(), e);
    }
    Path path =
        lesson ? Path.of(name + ".ipynb") : Path.of("assignments", "source", name + ".ipynb");
    return new ExerciseSources(notebook, path, exercises);
  }

  /**
   * The exercise of an id.
   *
   * @throws IllegalArgumentException if the file has none of it
   */
  ExerciseSource exercise(String id) {
    return exercises.stream()
        .filter(found -> found.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s checks \"%s\", of which its YAML file knows nothing".formatted(path, id)));
  }

  /** The list of the exercises as JSON, from which progress is shown. */
  String index() {
    JsonArray list = new JsonArray();
    for (ExerciseSource source : exercises) {
      JsonObject entry = new JsonObject();
      entry.addProperty("id", source.id());
      entry.addProperty("title", source.data().title());
      entry.addProperty("minutes", source.data().minutes());
      entry.addProperty("points", source.data().points());
      list.add(entry);
    }
    JsonObject json = new JsonObject();
    json.addProperty("notebook", path.toString().replace('\\', '/'));
    json.add("exercises", list);
    return json + "\n";
  }
}
