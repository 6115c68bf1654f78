package gradus.assignment;

import gradus.notebook.Notebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A set of source notebooks that are released and graded together.
 *
 * @param name such as {@code a1}
 * @param notebooks the sources, by the names of their files, in order
 * @param exercises what their authors write of their exercises, by the same names
 */
public record Assignment(
    String name, Map<String, Notebook> notebooks, Map<String, ExerciseSources> exercises) {
  /**
   * Reads an assignment.
   *
   * @param folder that holds {@code source/NAME/*.ipynb}
   * @throws IllegalArgumentException if there is none of that name
   * @throws IOException if one of its notebooks cannot be read
   */
  public static Assignment read(Path folder, String name) throws IOException {
    Path source = folder.resolve("source").resolve(name);
    if (!Files.isDirectory(source)) {
      throw new IllegalArgumentException(
          "There is no assignment \"%s\": no folder %s. There are: %s"
              .formatted(name, source, names(folder)));
    }
    Map<String, Notebook> notebooks = new LinkedHashMap<>();
    Map<String, ExerciseSources> exercises = new LinkedHashMap<>();
    for (Path file : notebooksIn(source)) {
      String notebook = file.getFileName().toString();
      notebooks.put(notebook, Notebook.read(file));
      Path written = file.resolveSibling(notebook.replace(".ipynb", ".yaml"));
      if (Files.exists(written)) {
        exercises.put(notebook, ExerciseSources.read(folder.resolve("source"), written));
      }
    }
    return new Assignment(name, notebooks, exercises);
  }

  private static String names(Path folder) throws IOException {
    Path source = folder.resolve("source");
    if (!Files.isDirectory(source)) {
      return "none";
    }
    try (Stream<Path> folders = Files.list(source)) {
      return String.join(
          ", ", folders.map(found -> found.getFileName().toString()).sorted().toList());
    }
  }

  /** The notebooks that lie directly in a folder, sorted. */
  static List<Path> notebooksIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  /** The exercises of each notebook with inputs drawn from a seed, and their right answers. */
  public Map<String, Solved> solved(long seed) throws IOException, InterruptedException {
    Map<String, Solved> solved = new LinkedHashMap<>();
    for (Map.Entry<String, ExerciseSources> entry : exercises.entrySet()) {
      Notebook source = Objects.requireNonNull(notebooks.get(entry.getKey()));
      solved.put(entry.getKey(), Solved.of(source, entry.getValue(), seed));
    }
    return solved;
  }

  /** What decides the points of each exercise, by names such as {@code knn/vote}, in order. */
  public Map<String, ExerciseVersion> versions() {
    Map<String, ExerciseVersion> versions = new LinkedHashMap<>();
    notebooks.forEach(
        (file, notebook) ->
            versions.putAll(
                ExerciseVersion.of(file, notebook, Optional.ofNullable(exercises.get(file)))));
    return versions;
  }

  /**
   * Writes what students receive.
   *
   * @param folder that gets {@code release/NAME/*.ipynb}
   * @return the files
   * @throws IllegalArgumentException if a source notebook is not well formed
   */
  public List<Path> release(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, Notebook> entry : notebooks.entrySet()) {
      Path file = folder.resolve("release").resolve(name).resolve(entry.getKey());
      Release.of(entry.getValue()).write(file);
      files.add(file);
    }
    return files;
  }
}
