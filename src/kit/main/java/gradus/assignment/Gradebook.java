package gradus.assignment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The submissions of a class.
 *
 * @param folders of the students' notebooks, by student
 */
public record Gradebook(Map<String, Path> folders) {
  /**
   * Finds submissions as nbgrader lays them out, {@code STUDENT/ASSIGNMENT/*.ipynb}, or without the
   * folder between.
   *
   * @throws IOException if the folder does not exist
   */
  public static Gradebook in(Path folder, String assignment) throws IOException {
    Map<String, Path> students = new TreeMap<>();
    try (Stream<Path> found = Files.list(folder)) {
      for (Path student : found.filter(Files::isDirectory).toList()) {
        Path nested = student.resolve(assignment);
        String name = student.getFileName().toString();
        if (!name.startsWith(".")) {
          students.put(name, Files.exists(nested, LinkOption.NOFOLLOW_LINKS) ? nested : student);
        }
      }
    }
    return new Gradebook(students);
  }
}
