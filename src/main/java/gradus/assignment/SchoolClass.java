package gradus.assignment;

import gradus.assignment.Marks.OfExercise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The submissions of a class.
 *
 * @param folders of the students' notebooks, by student
 */
public record SchoolClass(Map<String, Path> folders) {
  /**
   * Finds submissions as nbgrader lays them out, {@code STUDENT/ASSIGNMENT/*.ipynb}, or without the
   * folder between.
   *
   * @throws IOException if the folder does not exist
   */
  public static SchoolClass in(Path folder, String assignment) throws IOException {
    Map<String, Path> students = new TreeMap<>();
    try (Stream<Path> found = Files.list(folder)) {
      for (Path student : found.filter(Files::isDirectory).toList()) {
        Path nested = student.resolve(assignment);
        String name = student.getFileName().toString();
        if (!name.startsWith(".")) {
          students.put(name, Files.isDirectory(nested) ? nested : student);
        }
      }
    }
    return new SchoolClass(students);
  }

  /**
   * Grades all, several at once.
   *
   * @param atOnce how many
   * @param finished hears of each as it is done, in any order
   * @return the marks, sorted by student
   */
  public List<Marks> grade(Grader grader, int atOnce, Consumer<Marks> finished)
      throws InterruptedException {
    List<Future<Marks>> running = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(atOnce)) {
      folders.forEach(
          (student, folder) ->
              running.add(
                  workers.submit(
                      () -> {
                        Marks marks = grader.grade(student, folder);
                        finished.accept(marks);
                        return marks;
                      })));
      List<Marks> all = new ArrayList<>();
      for (Future<Marks> marks : running) {
        all.add(marks.get());
      }
      all.sort(Comparator.comparing(Marks::student));
      return all;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a grader returns marks whatever happens", e);
    }
  }

  /** One row for each student: all points, those of every exercise, and what there is to say. */
  public static Table table(List<Marks> marks) {
    Table table =
        Table.create(
            "class",
            StringColumn.create("student", marks.stream().map(Marks::student)),
            DoubleColumn.create("points", marks.stream().map(Marks::earned).toList()),
            DoubleColumn.create("possible", marks.stream().map(Marks::possible).toList()));
    List<OfExercise> exercises = marks.isEmpty() ? List.of() : marks.getFirst().exercises();
    for (int i = 0; i < exercises.size(); i++) {
      int exercise = i;
      table.addColumns(
          DoubleColumn.create(
              exercises.get(i).id(),
              marks.stream().map(m -> m.exercises().get(exercise).earned()).toList()));
    }
    return table.addColumns(
        StringColumn.create("remarks", marks.stream().map(m -> String.join(" ", m.remarks()))));
  }
}
