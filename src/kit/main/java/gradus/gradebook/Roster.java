package gradus.gradebook;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The students of a class, with what a learning management system knows of them.
 *
 * @param students each with its cells, by the name of its folder
 */
public record Roster(Map<String, Map<String, String>> students) {
  /** No roster. */
  public static final Roster NONE = new Roster(Map.of());

  /**
   * Reads a roster.
   *
   * @param file with a column student, and any of name, email, identifier, id, sis user id, section
   *     and handed in
   */
  public static Roster read(Path file) throws IOException {
    CsvFile table = CsvFile.read(file).requiring("student");
    Map<String, Map<String, String>> students = new LinkedHashMap<>();
    for (Map<String, String> row : table.rows()) {
      String student = row.getOrDefault("student", "");
      if (!student.isEmpty() && students.put(student, row) != null) {
        throw new IOException(
            "%s names the student \"%s\" twice; delete one row".formatted(table.name(), student));
      }
    }
    Roster roster = new Roster(students);
    for (String student : students.keySet()) {
      roster.handedIn(student);
    }
    return roster;
  }

  String cell(String student, String column) {
    return students.getOrDefault(student, Map.of()).getOrDefault(column, "");
  }

  /** When a student handed in, if the roster says so. */
  Optional<LocalDateTime> handedIn(String student) throws IOException {
    String time = cell(student, "handed in");
    try {
      return time.isBlank()
          ? Optional.empty()
          : Optional.of(LocalDateTime.parse(time.strip().replace(' ', 'T')));
    } catch (DateTimeParseException e) {
      throw new IOException(
          "the roster says that %s handed in at \"%s\"; expected a time such as 2026-12-01T23:59"
              .formatted(student, time),
          e);
    }
  }
}
