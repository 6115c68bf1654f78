package gradus.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.assignment.Assignment;
import gradus.assignment.ExerciseSources;
import gradus.gradebook.ClassTable;
import gradus.gradebook.FeedbackPage;
import gradus.gradebook.Row;
import gradus.notebook.Notebook;
import gradus.sandbox.AvailableIsolation;
import gradus.sandbox.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Each of thirty submissions gets the right points and the right hints. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "other systems isolate nothing")
class ClassOfThirtyTest {
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(3), 256);
  private static Map<String, Double> expected = Map.of();
  private static Map<String, Grades> grades = Map.of();

  @BeforeAll
  static void grade(@TempDir Path folder) throws IOException, InterruptedException {
    expected = PlantedClass.write(folder);
    Path source = Path.of("notebooks/assignments/source/a1").resolve(PlantedClass.NAME);
    var assignment =
        new Assignment(
            "a1",
            Map.of(PlantedClass.NAME, Notebook.read(source)),
            Map.of(
                PlantedClass.NAME,
                ExerciseSources.read(
                    source.getParent().getParent(),
                    source.resolveSibling(PlantedClass.NAME.replace(".ipynb", ".yaml")))));
    grades =
        Classes.graded(
            folder, Grader.of(assignment, 7, AvailableIsolation.best().orElseThrow(), LIMITS));
  }

  private static Grades of(String student) {
    return Objects.requireNonNull(grades.get(student));
  }

  private static void assertHint(String student, String exercise, String hint) {
    String hints =
        of(student).exercises().stream()
            .filter(marked -> marked.id().equals(exercise))
            .map(marked -> marked.hints().toString())
            .collect(Collectors.joining());
    assertTrue(hints.contains(hint), hints);
  }

  private static void assertRemark(String student, String remark) {
    assertTrue(of(student).remarks().toString().contains(remark), of(student).remarks().toString());
  }

  @Test
  void everyoneGetsTheRightPoints() {
    Map<String, Double> earned = new LinkedHashMap<>();
    expected.keySet().forEach(student -> earned.put(student, of(student).earned()));
    assertEquals(30, expected.size());
    assertEquals(expected, earned);
  }

  @Test
  void aHiddenTestGivesItsHint() {
    assertHint("rounding", "no-loops", "the root of a negative number is taken, which is NaN");
  }

  @Test
  void anExerciseThatWasNotDoneIsNamed() {
    assertHint("nothing-done", "vote", "Not done yet.");
  }

  @Test
  void anEndlessLoopIsEnded() {
    assertHint("endless", "choose-k", "is there a loop that never ends?");
  }

  @Test
  void anEndlessLoopThatCatchesEverythingIsEnded() {
    assertHint("stubborn", "choose-k", "is there a loop that never ends?");
  }

  @Test
  void aKernelThatIsHaltedEndsOnlyItsOwnTest() {
    assertHint("halt", "vote", "Runtime.halt");
  }

  @Test
  void aFullMemoryEndsOnlyItsOwnTest() {
    assertHint("memory", "choose-k", "256 megabytes");
  }

  @Test
  void aFloodOfOutputLosesNothing() {
    assertEquals(List.of(), of("loud").remarks());
    assertEquals(expected.get("loud"), of("loud").earned());
  }

  @Test
  void endlessRecursionIsAnOrdinaryError() {
    assertHint("deep", "choose-k", "StackOverflowError");
  }

  @Test
  void anAnswerThatDoesNotCompileIsQuoted() {
    assertHint(
        "torn-line",
        "one-loop",
        """
        It does not compile:
        line 14:     return dist
                                ^ ';' expected""");
  }

  @Test
  void aDeletedAnswerIsNamed() {
    assertRemark("answer-deleted", "The answer \"vote\" is missing");
    assertHint("answer-deleted", "vote", "There is no answer");
  }

  @Test
  void aDeletedTestIsPutBack() {
    assertRemark("test-deleted", "\"choose-k-check\" was not found; it was put back");
  }

  @Test
  void aChangedTestIsRestored() {
    assertRemark("test-changed", "\"choose-k-check\" had been changed; it was restored");
  }

  @Test
  void allPointsMeanNoHints() {
    for (ExerciseGrades exercise : of("with-a-method-of-her-own").exercises()) {
      assertEquals(List.of(), exercise.hints());
    }
  }

  @Test
  void aFileThatIsNoNotebookIsNamed() {
    assertRemark("torn-file", "its text is not valid JSON");
  }

  @Test
  void aLinkToAnotherNotebookIsNotFollowed() {
    assertRemark("linked", "No notebook knn.ipynb was handed in.");
  }

  @Test
  void theTableHasARowForEachStudent() {
    var table =
        ClassTable.of(
            grades.values().stream().map(Row::graded).toList(), Map.of("knn/two-loops", 3.0));
    assertEquals(30, table.rowCount());
    assertEquals(
        List.of("student", "points", "possible", "knn/two-loops"),
        table.columnNames().subList(0, 4));
  }

  @Test
  void thePageOfAStudentHasPointsAndHintsButNoHiddenTest() {
    String page = FeedbackPage.of(Row.graded(of("rounding")), "a1");
    assertTrue(page.contains("17 of 20 points"), page);
    assertTrue(page.contains("the root of a negative number is taken, which is NaN"), page);
  }
}
