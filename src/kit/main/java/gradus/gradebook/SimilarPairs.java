package gradus.gradebook;

import gradus.datasets.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Pairs of students whose answers are alike, the most similar first.
 *
 * @param pairs at most as many as were asked for
 */
public record SimilarPairs(List<Pair> pairs) {
  /**
   * Two students.
   *
   * @param percent of the code that is alike
   */
  public record Pair(String first, String second, double percent) {}

  /**
   * Writes the code of each student for a comparison, under a number instead of a name.
   *
   * @param code by student
   * @return the students in the order of their numbers
   */
  public static List<String> write(Map<String, String> code, Path folder) throws IOException {
    List<String> students = new ArrayList<>();
    for (Map.Entry<String, String> entry : code.entrySet()) {
      Path own = Files.createDirectories(folder.resolve(Integer.toString(students.size())));
      Files.writeString(own.resolve("Answers.java"), entry.getValue());
      students.add(entry.getKey());
    }
    return students;
  }

  /**
   * The most similar pairs.
   *
   * @param lines of two numbers and a similarity from 0 to 1
   */
  public static SimilarPairs of(List<String> lines, List<String> students, int most) {
    return new SimilarPairs(
        lines.stream()
            .map(line -> line.split(" ", -1))
            .map(
                words ->
                    new Pair(
                        students.get(Integer.parseInt(words[0])),
                        students.get(Integer.parseInt(words[1])),
                        100 * Double.parseDouble(words[2])))
            .sorted(Comparator.comparingDouble(Pair::percent).reversed())
            .limit(most)
            .toList());
  }

  /** Writes them as a table. */
  public void write(Path file) throws IOException {
    List<String> columns = List.of("first", "second", "percent");
    List<Map<String, String>> rows =
        pairs.stream()
            .map(
                pair ->
                    Map.of(
                        "first", pair.first(),
                        "second", pair.second(),
                        "percent", "%.0f".formatted(pair.percent())))
            .toList();
    WholeFile.write(file, new CsvFile("similarity.csv", columns, rows).text());
  }
}
