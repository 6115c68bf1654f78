package gradus.assignment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The submissions of a class.
 *
 * @param folders of the students' notebooks, by student
 */
public record Gradebook(Map<String, Path> folders) {
  private static final int HARDEST = 3;

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

  /**
   * Grades all, several at once.
   *
   * @param atOnce how many
   * @param finished hears of each as it is done, in any order
   * @return the marks, sorted by student
   */
  public List<Grades> grade(Grader grader, int atOnce, Consumer<Grades> finished)
      throws InterruptedException {
    List<Future<Grades>> running = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(atOnce)) {
      folders.forEach(
          (student, folder) ->
              running.add(
                  workers.submit(
                      () -> {
                        Grades marks = grader.grade(student, folder);
                        finished.accept(marks);
                        return marks;
                      })));
      List<Grades> all = new ArrayList<>();
      for (Future<Grades> marks : running) {
        all.add(marks.get());
      }
      all.sort(Comparator.comparing(Grades::student));
      return all;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a grader returns marks whatever happens", e);
    }
  }

  /**
   * One row for each student: all points, those of every exercise, named {@code notebook/exercise},
   * and what there is to say.
   */
  public static Table table(List<Grades> marks) {
    Table table =
        Table.create(
            "class",
            StringColumn.create("student", marks.stream().map(Grades::student)),
            DoubleColumn.create("points", marks.stream().map(Grades::earned).toList()),
            DoubleColumn.create("possible", marks.stream().map(Grades::possible).toList()));
    List<String> exercises = marks.isEmpty() ? List.of() : marks.getFirst().exerciseNames();
    for (int i = 0; i < exercises.size(); i++) {
      int exercise = i;
      table.addColumns(
          DoubleColumn.create(
              exercises.get(i),
              marks.stream().map(m -> m.exercises().get(exercise).earned()).toList()));
    }
    return table.addColumns(
        StringColumn.create("remarks", marks.stream().map(m -> String.join(" ", m.remarks()))));
  }

  /** In a few lines, how the class did, and where it lost most. */
  public static List<String> summary(List<Grades> marks) {
    if (marks.isEmpty()) {
      return List.of("There are no submissions here; each student needs a folder.");
    }
    double mean = marks.stream().mapToDouble(Grades::earned).average().orElse(0);
    List<String> lines = new ArrayList<>();
    lines.add(
        "%nMean: %.1f of %s. Where most was lost:"
            .formatted(mean, FeedbackPage.number(marks.getFirst().possible())));
    List<String> names = marks.getFirst().exerciseNames();
    IntStream.range(0, names.size())
        .boxed()
        .sorted(Comparator.comparingDouble(exercise -> share(marks, exercise)))
        .limit(HARDEST)
        .map(
            exercise -> "%5.0f %%  %s".formatted(100 * share(marks, exercise), names.get(exercise)))
        .forEach(lines::add);
    return lines;
  }

  /** The share of an exercise's points that the class earned. */
  private static double share(List<Grades> marks, int exercise) {
    return marks.stream()
        .map(one -> one.exercises().get(exercise))
        .mapToDouble(one -> one.earned() / Math.max(Double.MIN_NORMAL, one.possible()))
        .average()
        .orElse(0);
  }
}
