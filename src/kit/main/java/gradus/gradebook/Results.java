package gradus.gradebook;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import gradus.datasets.WholeFile;
import gradus.grading.Grades;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
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
    return read(student).filter(result -> digest.equals(result.digest())).map(Result::grades);
  }

  /** The grades that a student had, whatever has changed since. */
  Optional<Grades> last(String student) throws IOException {
    return read(student).map(Result::grades);
  }

  private Optional<Result> read(String student) throws IOException {
    Path file = file(student);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(GSON.fromJson(Files.readString(file), Result.class));
    } catch (RuntimeException | CharacterCodingException e) { // of a record's constructor, too
      // Somebody changed the file; the student is graded again.
      return Optional.empty();
    }
  }

  void write(String digest, Grades grades) throws IOException {
    WholeFile.write(file(grades.student()), GSON.toJson(new Result(digest, grades)) + "\n");
  }

  private Path file(String student) {
    return folder.resolve(student + ".json");
  }
}
