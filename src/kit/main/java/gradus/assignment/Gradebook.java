package gradus.assignment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The submissions of a class.
 *
 * @param handIns by student
 */
public record Gradebook(Map<String, HandIn> handIns) {
  private static final int HARDEST = 3;

  /**
   * Grades all, several at once.
   *
   * @param atOnce the number graded at the same time
   * @param finished is called with each as it is done, in any order
   * @return the grades, sorted by student
   */
  public List<Grades> grade(Grader grader, int atOnce, Consumer<Grades> finished)
      throws InterruptedException {
    List<Future<Grades>> running = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(atOnce)) {
      handIns.forEach(
          (student, handIn) ->
              running.add(
                  workers.submit(
                      () -> {
                        Grades grades = grader.grade(handIn);
                        finished.accept(grades);
                        return grades;
                      })));
      List<Grades> all = new ArrayList<>();
      for (Future<Grades> grades : running) {
        all.add(grades.get());
      }
      all.sort(Comparator.comparing(Grades::student));
      return all;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a grader returns grades whatever happens", e);
    }
  }

  /**
   * One row for each student: all points, those of every exercise, named {@code notebook/exercise},
   * and the remarks.
   */
  public static Table table(List<Grades> grades) {
    Table table =
        Table.create(
            "class",
            StringColumn.create("student", grades.stream().map(Grades::student)),
            DoubleColumn.create("points", grades.stream().map(Grades::earned).toList()),
            DoubleColumn.create("possible", grades.stream().map(Grades::possible).toList()));
    List<String> exercises = grades.isEmpty() ? List.of() : grades.getFirst().exerciseNames();
    for (int i = 0; i < exercises.size(); i++) {
      int exercise = i;
      table.addColumns(
          DoubleColumn.create(
              exercises.get(i),
              grades.stream().map(m -> m.exercises().get(exercise).earned()).toList()));
    }
    return table.addColumns(
        StringColumn.create("remarks", grades.stream().map(m -> String.join(" ", m.remarks()))));
  }

  /** In a few lines, how the class did, and where it lost most. */
  public static List<String> summary(List<Grades> grades) {
    if (grades.isEmpty()) {
      return List.of("There are no submissions here; each student needs a folder.");
    }
    double mean = grades.stream().mapToDouble(Grades::earned).average().orElse(0);
    List<String> lines = new ArrayList<>();
    lines.add(
        "%nMean: %.1f of %s. Where most was lost:"
            .formatted(mean, FeedbackPage.number(grades.getFirst().possible())));
    List<String> names = grades.getFirst().exerciseNames();
    IntStream.range(0, names.size())
        .boxed()
        .sorted(Comparator.comparingDouble(exercise -> share(grades, exercise)))
        .limit(HARDEST)
        .map(
            exercise ->
                "%5.0f %%  %s".formatted(100 * share(grades, exercise), names.get(exercise)))
        .forEach(lines::add);
    return lines;
  }

  /** The share of an exercise's points that the class earned. */
  private static double share(List<Grades> grades, int exercise) {
    return grades.stream()
        .map(one -> one.exercises().get(exercise))
        .mapToDouble(one -> one.earned() / Math.max(Double.MIN_NORMAL, one.possible()))
        .average()
        .orElse(0);
  }
}
