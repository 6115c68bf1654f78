package gradus.grading;

import static gradus.grading.Handout.behind;
import static gradus.grading.Handout.delete;
import static gradus.grading.Handout.edit;
import static gradus.grading.Handout.nothing;
import static gradus.notebook.Notebooks.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.assignment.Assignment;
import gradus.assignment.Exercise;
import gradus.assignment.ExerciseSource;
import gradus.assignment.ExerciseSources;
import gradus.assignment.Variant;
import gradus.grading.Handout.Change;
import gradus.sandbox.AvailableIsolation;
import gradus.sandbox.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Twelve submissions of a notebook of a2 and of a3: solved, in part, wrong, hostile.
 *
 * <p>Whatever is wrong with one exercise, those before it keep their points, and it has none.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "other systems isolate nothing")
class ClassOfTwelveTest {
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(10), 512);

  @ParameterizedTest
  @CsvSource({"a2, batch-norm", "a3, convolution"})
  void everyoneGetsTheRightPoints(String name, String notebook, @TempDir Path folder)
      throws IOException, InterruptedException {
    Path file = Path.of("notebooks/assignments/source", name, notebook + ".ipynb");
    ExerciseSources exercises =
        ExerciseSources.read(file.getParent().getParent(), file.resolveSibling(notebook + ".yaml"));
    Handout handout = new Handout(file);
    List<Exercise> all = Exercise.in(handout.source());
    Map<String, Integer> spoiled = new LinkedHashMap<>();
    for (Map.Entry<String, Change> student : students(handout, all, exercises).entrySet()) {
      Path own = Files.createDirectories(folder.resolve(student.getKey()).resolve(name));
      handout.changed(student.getValue()).write(own.resolve(file.getFileName()));
      spoiled.put(student.getKey(), spoiled(student.getKey(), all.size()));
    }
    assertEquals(12, spoiled.size());
    var assignment =
        new Assignment(
            name,
            Map.of(notebook + ".ipynb", handout.source()),
            Map.of(notebook + ".ipynb", exercises));
    Grader grader = Grader.of(assignment, 11, AvailableIsolation.best().orElseThrow(), LIMITS);
    for (Grades grades : Classes.graded(folder, grader).values()) {
      int wrong = spoiled.getOrDefault(grades.student(), -1);
      for (int i = 0; i < all.size(); i++) {
        ExerciseGrades exercise = grades.exercises().get(i);
        String what = grades.student() + ", " + exercise;
        if (i == wrong || grades.student().equals("blank")) {
          assertEquals(0, exercise.earned(), what);
        } else if (i < wrong || wrong < 0) {
          assertEquals(exercise.possible(), exercise.earned(), what);
        }
      }
    }
  }

  /** Which exercise is spoiled, by the number in the student's name; −1 for none. */
  private static int spoiled(String student, int exercises) {
    return student.startsWith("last") ? exercises - 1 : student.startsWith("first") ? 0 : -1;
  }

  private static Map<String, Change> students(
      Handout handout, List<Exercise> all, ExerciseSources exercises) {
    String first = all.getFirst().id();
    String last = all.getLast().id();
    Map<String, Change> students = new LinkedHashMap<>();
    students.put("right-1", nothing());
    students.put("right-2", nothing());
    students.put("right-with-notes", behind(first, plain("markdown", "I see.")));
    students.put("right-with-failing-cell", behind(last, plain("code", "int x = 1 / 0;")));
    students.put("blank", handout.onlySolved("none"));
    students.put("first-wrong", wrong(handout, first, exercises.exercises().getFirst()));
    students.put("last-wrong", wrong(handout, last, exercises.exercises().getLast()));
    students.put("last-deleted", delete(last));
    students.put("last-exit", edit(last, code -> begun(code, "System.exit(0);")));
    students.put("last-endless", edit(last, code -> begun(code, "while (true) {}")));
    students.put("last-torn", edit(last, code -> code.substring(0, code.length() / 2)));
    students.put(
        "last-agreeable",
        wrong(handout, last, exercises.exercises().getLast())
            .then(
                behind(
                    last,
                    plain(
                        "code",
                        "class Exercises { static void check(String id, Object method) {} }"))));
    return students;
  }

  private static Change wrong(Handout handout, String id, ExerciseSource source) {
    Variant variant = source.variants().getFirst();
    return handout.wrong(id, variant.find(), variant.put());
  }

  /** The statement at the start of the innermost method that the solution begins. */
  private static String begun(String code, String statement) {
    List<String> lines = new ArrayList<>(code.lines().toList());
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("BEGIN SOLUTION")) {
        lines.set(i, "if (Math.sqrt(4) == 2) { " + statement + " }");
      }
    }
    return String.join("\n", lines);
  }
}
