package gradus.gradebook;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import gradus.assignment.Grades;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The results on the disk, one file for each student.
 *
 * @param folder that holds {@code STUDENT.json}
 */
record Results(Path folder) {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

  /**
   * A result.
   *
   * @param digest of all that determines it
   */
  private record Result(String digest, Grades grades) {}

  /** The grades of a student, if what determines them is still the same. */
  Optional<Grades> find(String student, String digest) throws IOException {
    Path file = file(student);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(GSON.fromJson(Files.readString(file), Result.class))
          .filter(result -> digest.equals(result.digest()))
          .map(Result::grades);
    } catch (JsonParseException
        | NullPointerException
        | java.nio.charset.CharacterCodingException e) {
      // Somebody changed the file; the student is graded again.
      return Optional.empty();
    }
  }

  /** Whether a student was graded before, whatever has changed since. */
  boolean has(String student) {
    return Files.isRegularFile(file(student));
  }

  void write(String digest, Grades grades) throws IOException {
    WholeFile.write(file(grades.student()), GSON.toJson(new Result(digest, grades)) + "\n");
  }

  private Path file(String student) {
    return folder.resolve(student + ".json");
  }
}
